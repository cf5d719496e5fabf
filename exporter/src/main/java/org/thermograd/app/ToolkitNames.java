package org.thermograd.app;

import java.util.Map;
import java.util.stream.Stream;

/** Options as Prometheus' exporters spell them, where ours have another name. */
final class ToolkitNames {
    private static final Map<String, String> NAMES =
            Map.of("--web.listen-address", "--listen", "--web.config.file", "--web-config");

    private ToolkitNames() {}

    /** Returns a command line with our names. */
    static String[] replacedIn(String... args) {
        return Stream.of(args).map(ToolkitNames::replaced).toArray(String[]::new);
    }

    private static String replaced(String arg) {
        int equals = arg.indexOf('=');
        String name = equals < 0 ? arg : arg.substring(0, equals);
        return NAMES.getOrDefault(name, name) + (equals < 0 ? "" : arg.substring(equals));
    }
}
