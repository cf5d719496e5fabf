/** Event coincidence analysis: windows, exposure, exact null models, rate ratio, power. */
@NullMarked
package org.thermograd.domain.analysis.coincidence;

import org.jspecify.annotations.NullMarked;
