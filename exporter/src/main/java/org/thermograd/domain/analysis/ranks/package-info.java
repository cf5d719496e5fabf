/** Which ranks of a run are slow by themselves. */
@NullMarked
package org.thermograd.domain.analysis.ranks;

import org.jspecify.annotations.NullMarked;
