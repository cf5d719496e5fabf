/** What a training run reports: runs, steps, and the signals of a step. */
@NullMarked
package org.thermograd.domain.training;

import org.jspecify.annotations.NullMarked;
