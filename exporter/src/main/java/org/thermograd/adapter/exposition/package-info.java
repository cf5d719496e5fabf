/** What is known, as metric families in the formats that Prometheus reads. */
@NullMarked
package org.thermograd.adapter.exposition;

import org.jspecify.annotations.NullMarked;
