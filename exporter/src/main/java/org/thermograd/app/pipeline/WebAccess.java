package org.thermograd.app.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.adapter.http.Endpoint;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.adapter.http.web.WebConfigException;
import org.thermograd.adapter.http.web.WebFile;
import org.thermograd.app.cli.CommandFailedException;

/** Makes of options where a server answers, and how. */
public final class WebAccess {
    private static final Logger logger = LoggerFactory.getLogger(WebAccess.class);

    private WebAccess() {}

    /**
     * Reads the web configuration file, if there is one.
     *
     * @param listen where to listen, at least one
     * @param webConfig the file
     * @param metricsPath where metrics are
     * @throws CommandFailedException if the file breaks a rule
     */
    public static Endpoint endpoint(List<ListenAddress> listen, Optional<Path> webConfig, String metricsPath)
            throws CommandFailedException {
        return new Endpoint(
                listen, webConfig.isPresent() ? Optional.of(read(webConfig.get())) : Optional.empty(), metricsPath);
    }

    private static WebFile read(Path path) throws CommandFailedException {
        WebFile file;
        try {
            file = new WebFile(path);
        } catch (WebConfigException e) {
            throw new CommandFailedException("cannot use --web-config " + path + ": " + e.getMessage(), e);
        }
        WebFile.Content content = file.current();
        if (content.config().http().http2().orElse(false)) {
            logger.info("event=web_config_partly_used option=--web-config unused=http2 spoken=HTTP/1.1");
        }
        if (content.tls().isEmpty() && !content.config().users().isEmpty()) {
            logger.warn("event=passwords_unencrypted option=--web-config reason=\"basic_auth_users without"
                    + " tls_server_config: who listens on the network reads the passwords\"");
        }
        return file;
    }
}
