/** What throttling and collapses cost in step time. */
@NullMarked
package org.thermograd.domain.analysis.cost;

import org.jspecify.annotations.NullMarked;
