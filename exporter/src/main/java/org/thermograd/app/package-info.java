/** The commands, their configuration, and the wiring of everything else. */
@NullMarked
package org.thermograd.app;

import org.jspecify.annotations.NullMarked;
