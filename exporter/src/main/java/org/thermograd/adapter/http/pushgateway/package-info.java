/** Pushes in the Pushgateway protocol: groups of metrics as they were pushed, and the page that shows them. */
@NullMarked
package org.thermograd.adapter.http.pushgateway;

import org.jspecify.annotations.NullMarked;
