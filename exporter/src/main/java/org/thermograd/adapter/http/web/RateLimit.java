package org.thermograd.adapter.http.web;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part {@code rate_limit} of a web configuration file.
 *
 * @param interval the time between two requests, more than 0
 * @param burst how many may come at once, at least 1
 */
public record RateLimit(Duration interval, int burst) {
    static final List<String> KEYS = List.of("interval", "burst");

    private static final Pattern DURATION = Pattern.compile("(?:\\d{1,9}(?:\\.\\d{1,9})?(?:ns|us|ms|s|m|h))+");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofHours(24).toNanos());
    private static final Map<String, Long> NANOS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            3_600_000_000_000L);

    /** Reads the section; an interval of 0, or none, limits nothing. */
    static Optional<RateLimit> of(Section section) throws WebConfigException {
        Optional<Entry> interval = section.text("interval");
        Optional<Entry> burst = section.text("burst");
        if (interval.isEmpty()) {
            return Optional.empty();
        }
        Duration duration = duration(interval.get());
        if (duration.isZero()) {
            return Optional.empty();
        }
        if (burst.isEmpty()) {
            throw interval.get().refused("must come with burst, a whole number of at least 1");
        }
        if (!burst.get().value().matches("[1-9]\\d{0,8}")) {
            throw burst.get().refusedWithValue("must be a whole number from 1 to 999999999");
        }
        return Optional.of(new RateLimit(duration, Integer.parseInt(burst.get().value())));
    }

    private static Duration duration(Entry entry) throws WebConfigException {
        if (entry.value().equals("0")) {
            return Duration.ZERO;
        }
        if (!DURATION.matcher(entry.value()).matches()) {
            throw entry.refusedWithValue("must be a duration such as 100ms, 1s or 1m30s");
        }
        Matcher part = PART.matcher(entry.value());
        BigDecimal nanos = BigDecimal.ZERO;
        while (part.find()) {
            long unit = requireNonNull(NANOS.get(part.group(2)), "unit");
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
        }
        if (nanos.compareTo(LONGEST) > 0) {
            throw entry.refusedWithValue("must be at most 24h");
        }
        return Duration.ofNanos(nanos.longValue());
    }
}
