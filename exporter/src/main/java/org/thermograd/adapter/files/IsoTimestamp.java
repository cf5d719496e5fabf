package org.thermograd.adapter.files;

import java.nio.charset.StandardCharsets;
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

    private final byte[] text;
    private final int end;
    private final int start;
    private int at;

    private IsoTimestamp(byte[] text, int from, int to) {
        this.text = text;
        this.start = from;
        this.end = to;
        this.at = from + DATE_TIME_CHARS;
    }

    /**
     * Returns the time in milliseconds since 1970 UTC, a fraction of one rounded half to even (as pandas does), or
     * nothing if the text is no such time. A leap second is not known.
     */
    static OptionalLong epochMillis(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return epochMillis(bytes, 0, bytes.length);
    }

    /** Returns the time of a text in UTF-8 from one byte up to and without another. */
    static OptionalLong epochMillis(byte[] text, int from, int to) {
        return new IsoTimestamp(text, from, to).parse();
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
        if (end - start < DATE_TIME_CHARS || !separated()) {
            return Long.MIN_VALUE;
        }
        int year = digits(start, 4);
        int month = digits(start + 5, 2);
        int day = digits(start + 8, 2);
        int hour = digits(start + 11, 2);
        int minute = digits(start + 14, 2);
        int second = digits(start + 17, 2);
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
        byte between = text[start + 10];
        return text[start + 4] == '-'
                && text[start + 7] == '-'
                && (between == 'T' || between == ' ')
                && text[start + 13] == ':'
                && text[start + 16] == ':';
    }

    private static boolean within(int value, int most) {
        return value >= 0 && value <= most;
    }

    /** Returns the nanoseconds of the fraction at {@link #at} and goes past it; 0 if there is none. */
    private int fraction() {
        if (at == end || text[at] != '.') {
            return 0;
        }
        int from = ++at;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        int count = at - from;
        if (count < 1 || count > NANO_DIGITS) {
            return BAD;
        }
        int nanos = digits(from, count);
        for (int i = count; i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Returns the offset of the zone that fills the rest of the text. */
    private long offsetSeconds() {
        int length = end - at;
        if (length == 0 || (length == 1 && text[at] == 'Z')) {
            return 0;
        }
        byte sign = text[at];
        boolean colon = length == 6 && text[at + 3] == ':';
        if ((sign != '+' && sign != '-') || !(length == 3 || length == 5 || colon)) {
            return Long.MIN_VALUE;
        }
        int hours = digits(at + 1, 2);
        int minutes = length == 3 ? 0 : digits(end - 2, 2);
        if (!within(hours, 18) || !within(minutes, 59)) {
            return Long.MIN_VALUE;
        }
        long seconds = (hours * 60L + minutes) * 60;
        return sign == '-' ? -seconds : seconds;
    }

    private int digits(int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int c = text[i];
            if (c < '0' || c > '9') {
                return BAD;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
