package org.thermograd.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the server says it is, for messages and reports.
 *
 * @param application its name; {@code Prometheus} where it says nothing else, as Thanos does
 * @param version its version, if it tells
 */
public record ServerBuild(String application, Optional<String> version) {
    /** VictoriaMetrics sets it on every answer, and says nothing or a version of Prometheus as its own. */
    private static final String VICTORIA_HEADER = "X-Server-Hostname";

    public ServerBuild {
        requireNonNull(application, "application");
        requireNonNull(version, "version");
    }

    /** Returns name and version, such as {@code Prometheus 2.42.0}. */
    @Override
    public String toString() {
        return application + version.map(text -> " " + text).orElse("");
    }

    static Map<String, String> read(JsonParser parser) throws IOException {
        AnswerParser.require(parser, JsonToken.START_OBJECT);
        Map<String, String> fields = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                fields.put(name, Redaction.plain(parser.getText()));
            }
            parser.skipChildren();
        }
        return fields;
    }

    static ServerBuild of(Map<String, String> fields, HttpHeaders headers) {
        Optional<String> application = Optional.ofNullable(fields.get("application"));
        if (application.isEmpty() && headers.firstValue(VICTORIA_HEADER).isPresent()) {
            return new ServerBuild("VictoriaMetrics", Optional.empty());
        }
        return new ServerBuild(application.orElse("Prometheus"), Optional.ofNullable(fields.get("version")));
    }
}
