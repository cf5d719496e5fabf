/** {@code serve} and {@code healthcheck}: the exporter, its options and its wiring. */
@NullMarked
package org.thermograd.app.serve;

import org.jspecify.annotations.NullMarked;
