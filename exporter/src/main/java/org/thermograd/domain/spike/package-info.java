/** Detectors of spikes in the gradient norm: immutable rules, their flags, and the state of the streaming one. */
@NullMarked
package org.thermograd.domain.spike;

import org.jspecify.annotations.NullMarked;
