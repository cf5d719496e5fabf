/** The answer as data: source, parameters, cost, analysis, findings. */
@NullMarked
package org.thermograd.domain.analysis.report;

import org.jspecify.annotations.NullMarked;
