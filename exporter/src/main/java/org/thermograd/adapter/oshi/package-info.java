/** What OSHI can read of the hardware. */
@NullMarked
package org.thermograd.adapter.oshi;

import org.jspecify.annotations.NullMarked;
