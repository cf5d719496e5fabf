/** Clusters of episodes priced by the steps near them: what a live exporter and the analysis of a recording have in common. */
@NullMarked
package org.thermograd.domain.cost;

import org.jspecify.annotations.NullMarked;
