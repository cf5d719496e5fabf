package org.thermograd.adapter.jmx.training;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.management.remote.rmi.RMIConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both kinds of connections share. */
final class Connections {
    private static final Logger logger = LoggerFactory.getLogger(Connections.class);

    private Connections() {}

    /** Returns the environment of a connector: no thread of its own that asks whether the other side is there. */
    static Map<String, Object> environment(Optional<String[]> credentials) {
        Map<String, Object> environment = new HashMap<>();
        environment.put("jmx.remote.x.client.connection.check.period", 0L);
        credentials.ifPresent(pair -> environment.put(RMIConnector.CREDENTIALS, pair));
        return environment;
    }

    /** Connects. */
    @SuppressWarnings("BanJNDI") // A connector made of a stub, or of an address that is one, looks nothing up.
    static Link connect(RMIConnector connector) throws IOException {
        connector.connect();
        return new Link(connector.getMBeanServerConnection(), () -> close(connector));
    }

    private static void close(RMIConnector connector) {
        try {
            connector.close();
        } catch (IOException e) {
            logger.debug("event=jmx_training_close_failed", e);
        }
    }
}
