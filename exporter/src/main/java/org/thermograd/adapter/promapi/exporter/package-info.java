/** What exporters told a Prometheus, ours and others: names and labels of their metrics, and how they become runs. */
@NullMarked
package org.thermograd.adapter.promapi.exporter;

import org.jspecify.annotations.NullMarked;
