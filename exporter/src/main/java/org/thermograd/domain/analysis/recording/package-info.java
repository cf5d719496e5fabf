/** What was recorded, by another monitor or by us: runs, devices, events, and what was skipped. */
@NullMarked
package org.thermograd.domain.analysis.recording;

import org.jspecify.annotations.NullMarked;
