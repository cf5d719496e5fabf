/** {@code demo}: every other command on simulated hardware. */
@NullMarked
package org.thermograd.app.demo;

import org.jspecify.annotations.NullMarked;
