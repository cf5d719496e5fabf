package org.thermograd.adapter.report.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {
    private static final MathContext THREE_DIGITS = new MathContext(3);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final double LARGEST_ROUNDED = 1000;

    private Figures() {}

    /** Returns a number with three significant digits, whole above 1000, and in powers of ten below 0.0001. */
    public static String number(double value) {
        if (value == 0) {
            return "0";
        }
        if (Math.abs(value) < SMALLEST_PLAIN) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        if (Math.abs(value) >= LARGEST_ROUNDED) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return new BigDecimal(value).round(THREE_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** Returns a share as a percentage. */
    static String percent(double share) {
        return number(100 * share) + " %";
    }

    /** Returns milliseconds as seconds. */
    public static String seconds(long millis) {
        return number(millis / MILLIS_PER_SECOND);
    }

    /** Returns milliseconds as a length of time, in the unit that fits. */
    public static String length(long millis) {
        double seconds = millis / MILLIS_PER_SECOND;
        if (seconds < 120) {
            return number(seconds) + " s";
        }
        double minutes = seconds / 60;
        return minutes < 120 ? number(minutes) + " min" : number(minutes / 60) + " h";
    }

    /** Returns minutes as a length of time, in the unit that fits. */
    static String lengthOfMinutes(long minutes) {
        return length(60_000 * minutes);
    }

    /** Returns milliseconds since 1970 as a time in UTC, such as {@code 2026-11-22 10:36:00.250}. */
    public static String time(long epochMillis) {
        return TIME.format(Instant.ofEpochMilli(epochMillis));
    }

    /** Returns the time of day in UTC of milliseconds since 1970, such as {@code 10:36:00}. */
    public static String timeOfDay(long epochMillis) {
        return TIME.format(Instant.ofEpochMilli(epochMillis)).substring(11, 19);
    }

    /** Returns a sentence that begins with a capital letter. */
    static String capitalised(String sentence) {
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /** Returns a count with its noun, in the plural unless it is one. */
    public static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
