/** How the gradient norm and continuous signals of devices move together, beyond what each does by itself. */
@NullMarked
package org.thermograd.domain.coupling;

import org.jspecify.annotations.NullMarked;
