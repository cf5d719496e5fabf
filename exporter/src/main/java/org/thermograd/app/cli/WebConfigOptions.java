package org.thermograd.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a server answers, in every command that has one. */
public final class WebConfigOptions {
    /** Their names. */
    public static final List<String> NAMES = List.of("--web-config", "--web.telemetry-path");

    private static final String METRICS = "/metrics";

    @Option(
            names = "--web-config",
            paramLabel = "FILE",
            description =
                    "Web configuration file of Prometheus' exporters: TLS, users with passwords, headers; read again"
                            + " when it changes, docs/web-config.md (default: none)")
    private @Nullable Path webConfig;

    @Option(
            names = "--web.telemetry-path",
            paramLabel = "PATH",
            converter = TelemetryPath.class,
            description = "Where metrics are (default: /metrics)")
    private @Nullable String telemetryPath;

    /** Returns whether one of the options is given. */
    public boolean isAny() {
        return webConfig != null || telemetryPath != null;
    }

    /** Returns the web configuration file. */
    public Optional<Path> webConfig() {
        return Optional.ofNullable(webConfig);
    }

    /** Returns where metrics are. */
    public String telemetryPath() {
        return telemetryPath == null ? METRICS : telemetryPath;
    }

    /** A path that nothing else has. */
    static final class TelemetryPath implements ITypeConverter<String> {
        private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
        private static final Pattern TAKEN = Pattern.compile(
                "/(-|api|exploratory|alerts)(/.*)?|/metrics/(push|job(/.*)?)|/[^/]*\\.(html|json|md|png|svg)");

        @Override
        public String convert(String text) {
            if (!PATH.matcher(text).matches() || TAKEN.matcher(text).matches()) {
                throw new TypeConversionException(
                        "must be a path such as /metrics, of letters, digits and . _ ~ - after"
                                + " each /, and none that something else has, got " + text);
            }
            return text;
        }
    }
}
