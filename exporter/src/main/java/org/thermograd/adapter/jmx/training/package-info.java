/** Training steps that other JVMs show in their MBeans (JMX), read as runs. */
@NullMarked
package org.thermograd.adapter.jmx.training;

import org.jspecify.annotations.NullMarked;
