/** What is known, as MBeans and their notifications (JMX). */
@NullMarked
package org.thermograd.adapter.jmx;

import org.jspecify.annotations.NullMarked;
