package org.thermograd.adapter.files;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.OptionalLong;

/**
 * Reads {@code YYYY-MM-DD}, {@code T} or a space, {@code HH:MM:SS}, up to nine fraction digits, and {@code Z}, an offset
 * ({@code +HH}, {@code +HHMM}, {@code +HH:MM}) or no zone, which is UTC. Written by hand because a
 * {@link java.time.format.DateTimeFormatter} is ten times slower and throws for each bad row. One text; one thread.
 */
final class IsoTimestamp {
    private static final int DATE_TIME_CHARS = 19;
    private static final int NANO_DIGITS = 9;
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int BAD = -1;

    private final String text;
    private int at = DATE_TIME_CHARS;

    private IsoTimestamp(String text) {
        this.text = text;
    }

    /**
     * Returns the time in milliseconds since 1970 UTC, a fraction of one rounded half to even (as pandas does), or
     * nothing if the text is no such time. A leap second is not known.
     */
    static OptionalLong epochMillis(String text) {
        return new IsoTimestamp(text).parse();
    }

    private OptionalLong parse() {
        long seconds = localSeconds();
        if (seconds == Long.MIN_VALUE) {
            return OptionalLong.empty();
        }
        int nanos = fraction();
        long offset = offsetSeconds();
        if (nanos == BAD || offset == Long.MIN_VALUE) {
            return OptionalLong.empty();
        }
        long millis = nanos / NANOS_PER_MILLI;
        int rest = nanos % NANOS_PER_MILLI;
        int half = NANOS_PER_MILLI / 2;
        if (rest > half || (rest == half && millis % 2 == 1)) {
            millis++;
        }
        return OptionalLong.of((seconds - offset) * 1000 + millis);
    }

    private long localSeconds() {
        if (text.length() < DATE_TIME_CHARS || !separated()) {
            return Long.MIN_VALUE;
        }
        int year = digits(0, 4);
        int month = digits(5, 2);
        int day = digits(8, 2);
        int hour = digits(11, 2);
        int minute = digits(14, 2);
        int second = digits(17, 2);
        if (year == BAD || month < 1 || month > 12 || day < 1) {
            return Long.MIN_VALUE;
        }
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) {
            return Long.MIN_VALUE;
        }
        if (!within(hour, 23) || !within(minute, 59) || !within(second, 59)) {
            return Long.MIN_VALUE;
        }
        return ((LocalDate.of(year, month, day).toEpochDay() * 24 + hour) * 60 + minute) * 60 + second;
    }

    private boolean separated() {
        char between = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (between == 'T' || between == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static boolean within(int value, int most) {
        return value >= 0 && value <= most;
    }

    /** Returns the nanoseconds of the fraction at {@link #at} and goes past it; 0 if there is none. */
    private int fraction() {
        if (at == text.length() || text.charAt(at) != '.') {
            return 0;
        }
        int start = ++at;
        while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
            at++;
        }
        int count = at - start;
        if (count < 1 || count > NANO_DIGITS) {
            return BAD;
        }
        int nanos = digits(start, count);
        for (int i = count; i < NANO_DIGITS && nanos != BAD; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Returns the offset of the zone that fills the rest of the text. */
    private long offsetSeconds() {
        String zone = text.substring(at);
        if (zone.isEmpty() || zone.equals("Z")) {
            return 0;
        }
        char sign = zone.charAt(0);
        boolean colon = zone.length() == 6 && zone.charAt(3) == ':';
        if ((sign != '+' && sign != '-') || !(zone.length() == 3 || zone.length() == 5 || colon)) {
            return Long.MIN_VALUE;
        }
        int hours = digits(at + 1, 2);
        int minutes = zone.length() == 3 ? 0 : digits(text.length() - 2, 2);
        if (!within(hours, 18) || !within(minutes, 59)) {
            return Long.MIN_VALUE;
        }
        long seconds = (hours * 60L + minutes) * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private int digits(int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return BAD;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
