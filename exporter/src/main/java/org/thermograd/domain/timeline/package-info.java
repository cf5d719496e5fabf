/** The signals of a run over time, as people look at them. */
@NullMarked
package org.thermograd.domain.timeline;

import org.jspecify.annotations.NullMarked;
