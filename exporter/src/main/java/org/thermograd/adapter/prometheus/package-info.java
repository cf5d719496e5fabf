/** A client of the Prometheus HTTP API: raw samples in bounded memory, and a sentence for each failure. */
@NullMarked
package org.thermograd.adapter.prometheus;

import org.jspecify.annotations.NullMarked;
