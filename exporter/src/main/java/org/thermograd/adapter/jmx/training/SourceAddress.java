package org.thermograd.adapter.jmx.training;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the MBeans of another JVM are. */
public sealed interface SourceAddress {
    /**
     * A JVM that listens, named by its RMI registry.
     *
     * @param host where the registry is
     * @param port its port, 1 to 65535
     * @param name under which the registry has it, mostly {@code jmxrmi}
     */
    record Remote(String host, int port, String name) implements SourceAddress {
        /** How such an address is written. */
        static final String FORM = "service:jmx:rmi:///jndi/rmi://HOST:PORT/jmxrmi";

        /** Names other than those of RMI are refused: a directory (LDAP) could bring code. */
        private static final Pattern VALID = Pattern.compile("service:jmx:rmi:///jndi/rmi://"
                + "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?/([A-Za-z0-9._/-]{1,128})");

        private static final int REGISTRY_PORT = 1099;
        private static final int LAST_PORT = 65_535;

        /** Checks that nothing is null. */
        public Remote {
            requireNonNull(host, "host");
            requireNonNull(name, "name");
        }

        /** Returns the address that a text is, or nothing if it is none. */
        static Optional<Remote> parse(String text) {
            Matcher url = VALID.matcher(text);
            if (!url.matches()) {
                return Optional.empty();
            }
            int port = url.group(2) == null ? REGISTRY_PORT : Integer.parseInt(url.group(2));
            return port < 1 || port > LAST_PORT
                    ? Optional.empty()
                    : Optional.of(new Remote(url.group(1), port, url.group(3)));
        }
    }

    /**
     * A JVM of the same user on the same host.
     *
     * @param mainClass its main class, or the name of its jar
     */
    record Local(String mainClass) implements SourceAddress {
        /** Checks that nothing is null. */
        public Local {
            requireNonNull(mainClass, "mainClass");
        }
    }
}
