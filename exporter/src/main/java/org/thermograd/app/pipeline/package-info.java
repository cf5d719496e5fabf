/** From probes and pushed steps to collectors: what {@code serve}, {@code replay} and {@code demo} run alike. */
@NullMarked
package org.thermograd.app.pipeline;

import org.jspecify.annotations.NullMarked;
