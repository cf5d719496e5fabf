/** {@code replay}: a recording live through an exporter, or into a file of metrics. */
@NullMarked
package org.thermograd.app.replay;

import org.jspecify.annotations.NullMarked;
