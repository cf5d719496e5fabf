/** {@code correlate}: its options, reading of files, sessions and a Prometheus, writing of the report. */
@NullMarked
package org.thermograd.app.correlate;

import org.jspecify.annotations.NullMarked;
