/** A run for analysis: its norms, its devices, its restarts, its events. */
@NullMarked
package org.thermograd.domain.analysis.run;

import org.jspecify.annotations.NullMarked;
