/**
 * Runs and devices as scrapes of an exporter saw them: from counters, gauges and numbered slots to events and the time
 * that was watched. Nothing here knows how metrics are named or read.
 */
@NullMarked
package org.thermograd.domain.scrape;

import org.jspecify.annotations.NullMarked;
