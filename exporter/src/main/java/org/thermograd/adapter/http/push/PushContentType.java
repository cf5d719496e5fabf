package org.thermograd.adapter.http.push;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which types of body are understood. Stateless. */
final class PushContentType {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> LINES = Set.of("application/x-ndjson", "application/ndjson");

    private PushContentType() {}

    /** Tells whether a body is one step a line, by its {@code Content-Type}; without one it is JSON. */
    static boolean isLines(@Nullable String header) throws PushRefusedException {
        String given = header == null ? "" : header.strip();
        String[] parts = given.toLowerCase(Locale.ROOT).split(";", -1);
        String type = parts[0].strip();
        boolean lines = LINES.contains(type);
        if (!lines && !type.isEmpty() && !type.equals("application/json")) {
            throw wrong(given, type.equals(FORM));
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].replace("\"", "").strip();
            if (parameter.startsWith("charset=")
                    && !Set.of("charset=utf-8", "charset=utf8").contains(parameter)) {
                throw wrong(given, false);
            }
        }
        return lines;
    }

    private static PushRefusedException wrong(String given, boolean form) {
        return PushRefusedException.about(
                PushRejection.CONTENT_TYPE,
                "Content-Type",
                "application/json, application/x-ndjson or absent, in UTF-8"
                        + (form ? " (curl sends this one by itself: add -H 'Content-Type: application/json')" : ""),
                PushJson.text(given));
    }
}
