/** The curves of a run, thinned for a picture. */
@NullMarked
package org.thermograd.domain.analysis.timeline;

import org.jspecify.annotations.NullMarked;
