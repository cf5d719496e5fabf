/** A physical model of accelerators and of a training loop on them, in place of a machine. Nothing here is measured. */
@NullMarked
package org.thermograd.domain.simulation;

import org.jspecify.annotations.NullMarked;
