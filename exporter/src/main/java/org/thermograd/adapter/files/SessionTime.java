package org.thermograd.adapter.files;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** Times as a session has them: RFC 3339, UTC, milliseconds. */
final class SessionTime {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private SessionTime() {}

    static String text(long epochMillis) {
        return FORMAT.format(Instant.ofEpochMilli(epochMillis));
    }

    /** Returns the time, or nothing if the text is none. */
    static OptionalLong parse(String text) {
        return text.endsWith("Z") ? IsoTimestamp.epochMillis(text) : OptionalLong.empty();
    }
}
