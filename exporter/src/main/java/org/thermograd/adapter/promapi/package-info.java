/** Raw samples from any server that speaks the HTTP API of Prometheus. */
@NullMarked
package org.thermograd.adapter.promapi;

import org.jspecify.annotations.NullMarked;
