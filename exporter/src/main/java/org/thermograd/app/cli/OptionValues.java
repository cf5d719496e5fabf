package org.thermograd.app.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.thermograd.adapter.http.ListenAddress;
import org.thermograd.adapter.prometheus.Header;
import org.thermograd.domain.efficiency.EfficiencyConfig;
import org.thermograd.domain.simulation.Scenario;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the values of options may be. Every refusal says the rule and the value. */
public final class OptionValues {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{1,11}(\\.\\d{1,9})?");

    private static final Pattern OF_DEVICE = Pattern.compile("(cpu|mobile|gpu[0-9]*)=([-+0-9.eE]+)");

    private OptionValues() {}

    private static long millis(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("must be a duration such as 500ms, 15s, 5m or 6h, got " + text);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> number;
            case "s" -> Duration.ofSeconds(number).toMillis();
            case "m" -> Duration.ofMinutes(number).toMillis();
            case "h" -> Duration.ofHours(number).toMillis();
            default -> Duration.ofDays(number).toMillis();
        };
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("must be a number, got " + text);
        }
    }

    private static TypeConversionException refused(String rule, String text) {
        return new TypeConversionException("must be " + rule + ", got " + text);
    }

    /** A duration in milliseconds, 0 or more. */
    public static final class Millis implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return millis(text);
        }
    }

    /** A time over which a slope can be fitted. */
    public static final class SlopeWindow implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Duration window = Duration.ofMillis(millis(text));
            if (window.compareTo(EfficiencyConfig.MAX_SLOPE_WINDOW) > 0) {
                throw refused("at most " + EfficiencyConfig.MAX_SLOPE_WINDOW.toMinutes() + "m", text);
            }
            return window;
        }
    }

    /** A duration in milliseconds, more than 0. */
    public static final class PositiveMillis implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            long millis = millis(text);
            if (millis == 0) {
                throw refused("positive", text);
            }
            return millis;
        }
    }

    /** A share, more than 0 and less than 1. */
    public static final class Share implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double number = number(text);
            if (!(number > 0 && number < 1)) {
                throw refused("between 0 and 1", text);
            }
            return number;
        }
    }

    /** A finite number of at least 1. */
    public static final class AtLeastOne implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double number = number(text);
            if (!(number >= 1 && number < Double.POSITIVE_INFINITY)) {
                throw refused("finite and at least 1", text);
            }
            return number;
        }
    }

    /** A finite number above 1. */
    public static final class AboveOne implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double number = number(text);
            if (!(number > 1 && number < Double.POSITIVE_INFINITY)) {
                throw refused("finite and above 1", text);
            }
            return number;
        }
    }

    /** A finite number above 0. */
    public static final class Positive implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double number = number(text);
            if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
                throw refused("finite and positive", text);
            }
            return number;
        }
    }

    /** Any whole number. */
    public static final class Whole implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            if (!text.matches("-?\\d{1,18}")) {
                throw refused("a whole number of at most 18 digits", text);
            }
            return Long.parseLong(text);
        }
    }

    /** A whole number of at least 1. */
    public static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1) {
                throw refused("a whole number from 1 to 999999999", text);
            }
            return Integer.parseInt(text);
        }
    }

    /** A moment: RFC 3339 with its zone, or seconds since 1970 UTC. */
    public static final class Moment implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            if (EPOCH_SECONDS.matcher(text).matches()) {
                return Instant.ofEpochMilli(
                        new BigDecimal(text).movePointRight(3).longValue());
            }
            try {
                return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant().truncatedTo(ChronoUnit.MILLIS);
            } catch (DateTimeParseException e) {
                throw refused("RFC 3339 with a zone, such as 2026-11-22T10:00:00Z, or epoch seconds", text);
            }
        }
    }

    /** A header of HTTP. Its value may be a secret, so a refusal does not repeat it. */
    public static final class HttpHeader implements ITypeConverter<Header> {
        @Override
        public Header convert(String text) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new TypeConversionException("must be a name, a colon and a value, such as 'X-Scope-OrgID: team'");
            }
            try {
                return new Header(
                        text.substring(0, colon).strip(),
                        text.substring(colon + 1).strip());
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Where to listen. */
    public static final class Address implements ITypeConverter<ListenAddress> {
        @Override
        public ListenAddress convert(String text) {
            try {
                return ListenAddress.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** What to simulate. */
    public static final class ScenarioId implements ITypeConverter<Scenario> {
        @Override
        public Scenario convert(String text) {
            return Arrays.stream(Scenario.values())
                    .filter(scenario -> scenario.id().equals(text))
                    .findFirst()
                    .orElseThrow(() -> refused(
                            "one of "
                                    + Arrays.stream(Scenario.values())
                                            .map(Scenario::id)
                                            .collect(Collectors.joining(", ")),
                            text));
        }
    }

    /**
     * A number that holds for one device.
     *
     * @param device its name
     * @param number finite and above 0
     */
    record OfDevice(String device, double number) {
        /** Adds a problem for each device that an option names more than once. */
        static void addRepeated(String option, List<OfDevice> values, List<String> problems) {
            Set<String> seen = new HashSet<>();
            values.stream()
                    .map(OfDevice::device)
                    .filter(device -> !seen.add(device))
                    .distinct()
                    .forEach(device -> problems.add("Invalid value for option '" + option
                            + "': must name a device once, got " + device + " again"));
        }

        /** Returns the number of each device, which stands there once. */
        static Map<String, Double> byDevice(List<OfDevice> values) {
            return values.stream().collect(Collectors.toMap(OfDevice::device, OfDevice::number));
        }
    }

    /** A device and a finite number above 0, such as {@code gpu0=350}. */
    public static final class PositiveOfDevice implements ITypeConverter<OfDevice> {
        @Override
        public OfDevice convert(String text) {
            Matcher matcher = OF_DEVICE.matcher(text);
            if (!matcher.matches()) {
                throw refused("a device (cpu, gpu, gpu<number> or mobile), = and a number, such as gpu0=350", text);
            }
            double number = number(matcher.group(2));
            if (!(number > 0 && number < Double.POSITIVE_INFINITY)) {
                throw refused("finite and positive", text);
            }
            return new OfDevice(matcher.group(1), number);
        }
    }

    /**
     * Something with a name, and a time.
     *
     * @param millis in milliseconds, more than 0
     */
    public record Named(String name, long millis) {}

    /** A name and a positive duration, such as {@code disk=30s}. */
    public static final class NamedTime implements ITypeConverter<Named> {
        @Override
        public Named convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw refused("a name, = and a duration, such as disk=30s", text);
            }
            return new Named(text.substring(0, equals), new PositiveMillis().convert(text.substring(equals + 1)));
        }
    }
}
