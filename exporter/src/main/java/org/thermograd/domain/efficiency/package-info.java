/** The efficiency index of a device and the collapses inferred from it: immutable rules, and the state of one device. */
@NullMarked
package org.thermograd.domain.efficiency;

import org.jspecify.annotations.NullMarked;
