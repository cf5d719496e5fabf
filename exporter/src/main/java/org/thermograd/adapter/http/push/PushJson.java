package org.thermograd.adapter.http.push;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import org.thermograd.domain.training.PushResult;

/** The answers, as JSON. */
final class PushJson {
    private static final int MAX_CHARS = 100;

    private PushJson() {}

    /** Returns a JSON string of a text, cut to {@value #MAX_CHARS} characters with {@code ...} after them. */
    static String text(String text) {
        if (text.length() <= MAX_CHARS) {
            return quoted(text);
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return quoted(text.substring(0, end) + "...");
    }

    /** Quotes a text; a lone surrogate, which UTF-8 has no bytes for, becomes a question mark. */
    private static String quoted(String text) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(whole)) + "\"";
    }

    /** Returns what came of a push; late steps and fields that were passed over are told only where there were any. */
    static String result(PushResult result, int ignoredFields) {
        return "{\"accepted\":" + result.accepted() + ",\"duplicates\":" + result.duplicates() + ",\"ignored\":"
                + result.ignored()
                + (result.late() > 0 ? ",\"late\":" + result.late() : "")
                + (ignoredFields > 0 ? ",\"ignored_fields\":" + ignoredFields : "") + "}";
    }

    static String refusal(PushRefusedException refusal) {
        String error = "{\"error\":" + quoted(String.valueOf(refusal.getMessage()));
        return refusal.subject()
                        .map(subject ->
                                error + ",\"field\":" + quoted(subject.field()) + ",\"value\":" + subject.value())
                        .orElse(error)
                + "}";
    }
}
