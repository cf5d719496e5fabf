/** OTLP over HTTP: gauges of a training become steps of runs. */
@NullMarked
package org.thermograd.adapter.http.otlp;

import org.jspecify.annotations.NullMarked;
