package org.thermograd.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How much a server logs, and in which form, by the names that Prometheus' exporters have for it. */
public final class LogOptions {
    /** Their names. */
    public static final List<String> NAMES = List.of("--log.level", "--log.format");

    private static final String SIMPLE = "org.slf4j.simpleLogger.";
    private static final String JSON = "json";

    @Option(
            names = "--log.level",
            paramLabel = "LEVEL",
            converter = Level.class,
            description = "What is logged: debug, info, warn or error and what is worse (default: info)")
    private @Nullable String level;

    @Option(
            names = "--log.format",
            paramLabel = "FORMAT",
            converter = Format.class,
            description = "Lines of the log: logfmt or json (default: time, level and class before the fields)")
    private @Nullable String format;

    /** Returns whether one of the options is given. */
    public boolean isAny() {
        return level != null || format != null;
    }

    /** Has them hold for every logger that is made from now on; before the first one for the format. */
    public void apply() {
        if (format != null) {
            // Named only here: commands without a log must not load them.
            Class<?> provider = format.equals(JSON) ? JsonLogProvider.class : LogfmtProvider.class;
            System.setProperty("slf4j.provider", provider.getName());
            // Else SLF4J tells of it in a line of another form.
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
        if (level != null) {
            System.setProperty(SIMPLE + "log.org.thermograd", level);
            if (level.equals("error")) {
                System.setProperty(SIMPLE + "defaultLogLevel", level);
            }
        }
    }

    private static String oneOf(List<String> known, String text) {
        if (!known.contains(text)) {
            throw new TypeConversionException("must be one of " + String.join(", ", known) + ", got " + text);
        }
        return text;
    }

    /** What is logged. */
    static final class Level implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return oneOf(List.of("debug", "info", "warn", "error"), text);
        }
    }

    /** The form of a line. */
    static final class Format implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            return oneOf(List.of("logfmt", JSON), text);
        }
    }
}
