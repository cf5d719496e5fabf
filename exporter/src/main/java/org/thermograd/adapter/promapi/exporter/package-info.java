/** What an exporter of this project told a Prometheus: names and labels of its metrics, and how they become runs. */
@NullMarked
package org.thermograd.adapter.promapi.exporter;

import org.jspecify.annotations.NullMarked;
