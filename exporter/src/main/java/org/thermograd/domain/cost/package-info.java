/** What episodes of throttling and collapse cost a training run in step time. */
@NullMarked
package org.thermograd.domain.cost;

import org.jspecify.annotations.NullMarked;
