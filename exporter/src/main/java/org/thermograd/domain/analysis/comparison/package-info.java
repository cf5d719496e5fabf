/** Two trainings side by side: was the slower one slowed by its code or by its hardware? */
@NullMarked
package org.thermograd.domain.analysis.comparison;

import org.jspecify.annotations.NullMarked;
