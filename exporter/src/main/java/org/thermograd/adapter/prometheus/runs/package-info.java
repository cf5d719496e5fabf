/** Which series are a run or a device: those of our exporter, of presets, and of own queries. */
@NullMarked
package org.thermograd.adapter.prometheus.runs;

import org.jspecify.annotations.NullMarked;
