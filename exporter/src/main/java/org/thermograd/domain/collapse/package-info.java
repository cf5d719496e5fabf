/** Collapses of the devices of this host as they happen: detection, counts, onsets. */
@NullMarked
package org.thermograd.domain.collapse;

import org.jspecify.annotations.NullMarked;
