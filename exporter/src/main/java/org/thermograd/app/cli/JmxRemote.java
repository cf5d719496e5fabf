package org.thermograd.app.cli;

import java.nio.file.Path;
import org.thermograd.adapter.http.ListenAddress;

/**
 * Where beans can be read from elsewhere.
 *
 * @param listen where to listen
 * @param passwordFile who may read
 * @param webConfig the web configuration file with the TLS
 */
public record JmxRemote(ListenAddress listen, Path passwordFile, Path webConfig) {}
