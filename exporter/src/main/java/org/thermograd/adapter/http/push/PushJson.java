package org.thermograd.adapter.http.push;

import org.thermograd.adapter.http.gate.JsonText;
import org.thermograd.domain.training.PushResult;

/** The answers, as JSON. */
final class PushJson {
    private PushJson() {}

    /** Returns a JSON string of a text, short. */
    static String text(String text) {
        return JsonText.cut(text);
    }

    /** Returns what came of a push; late steps and fields that were passed over are told only where there were any. */
    static String result(PushResult result, int ignoredFields) {
        return "{\"accepted\":" + result.accepted() + ",\"duplicates\":" + result.duplicates() + ",\"ignored\":"
                + result.ignored()
                + (result.late() > 0 ? ",\"late\":" + result.late() : "")
                + (ignoredFields > 0 ? ",\"ignored_fields\":" + ignoredFields : "") + "}";
    }

    static String refusal(PushRefusedException refusal) {
        String error = "{\"error\":" + JsonText.whole(String.valueOf(refusal.getMessage()));
        return refusal.subject()
                        .map(subject -> error + ",\"field\":" + JsonText.whole(subject.field()) + ",\"value\":"
                                + subject.value())
                        .orElse(error)
                + "}";
    }
}
