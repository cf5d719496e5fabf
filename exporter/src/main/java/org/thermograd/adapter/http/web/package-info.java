/** The web configuration file that exporters of Prometheus share: TLS of a server, and what else stands in it. */
@NullMarked
package org.thermograd.adapter.http.web;

import org.jspecify.annotations.NullMarked;
