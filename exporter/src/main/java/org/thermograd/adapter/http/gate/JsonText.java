package org.thermograd.adapter.http.gate;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Texts of clients within answers. */
public final class JsonText {
    private static final int MAX_CHARS = 100;

    /** The control characters that JSON lets stand. */
    private static final Pattern CONTROL = Pattern.compile("[\\x7f-\\x9f]");
    /** How one is escaped; the first backslash is for the one who replaces. */
    private static final String UNICODE = "\\\\u%04x";

    private JsonText() {}

    /** Returns a JSON string of a text, cut to {@value #MAX_CHARS} characters with {@code ...} after them. */
    public static String cut(String text) {
        if (text.length() <= MAX_CHARS) {
            return whole(text);
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return whole(text.substring(0, end) + "...");
    }

    /**
     * Returns a JSON string of a text; a lone surrogate, which UTF-8 has no bytes for, becomes a question mark. Every control
     * character is escaped, also those that JSON would let stand: clients show answers in terminals.
     */
    public static String whole(String text) {
        String encodable = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(encodable));
        return "\""
                + CONTROL.matcher(quoted)
                        .replaceAll(
                                found -> UNICODE.formatted((int) found.group().charAt(0))) + "\"";
    }

    /** Returns the body of a refusal. */
    public static String error(String message) {
        return "{\"error\":" + whole(message) + "}";
    }
}
