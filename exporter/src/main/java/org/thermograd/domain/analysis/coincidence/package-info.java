/** Event coincidence analysis: windows, exposure, two null models, rate ratio, power. */
@NullMarked
package org.thermograd.domain.analysis.coincidence;

import org.jspecify.annotations.NullMarked;
