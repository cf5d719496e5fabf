package org.thermograd.adapter.http.push;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thermograd.adapter.http.gate.BodyException;

/** The bytes of a body, whole and within the limits before anything is made of them. Immutable. */
public final class PushBody {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> LINES = Set.of("application/x-ndjson", "application/ndjson");

    private final byte[] content;
    private final int wireBytes;

    private PushBody(byte[] content, int wireBytes) {
        this.content = content;
        this.wireBytes = wireBytes;
    }

    /** Returns what was sent, without compression; not to be modified. */
    public byte[] content() {
        return content;
    }

    /** Returns its size as it came. */
    public int wireBytes() {
        return wireBytes;
    }

    /**
     * Reads the body of a request, which the gate has waited for.
     *
     * @throws PushRefusedException if it is too large, did not arrive, or cannot be unpacked
     */
    public static PushBody read(HttpServletRequest request, PushConfig config) throws PushRefusedException {
        boolean zipped = isZipped(request.getHeader("Content-Encoding"));
        byte[] wire;
        try {
            wire = request.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw refusal(e, config);
        }
        if (wire.length > config.maxBodyBytes()) {
            throw PushRefusedException.tooLarge(config.maxBodyBytes());
        }
        return new PushBody(zipped ? GzipBody.unpack(wire, config.maxBodyBytes()) : wire, wire.length);
    }

    private static PushRefusedException refusal(IOException failure, PushConfig config) {
        BodyException.Kind kind =
                BodyException.in(failure).map(BodyException::kind).orElse(BodyException.Kind.BROKEN_OFF);
        return switch (kind) {
            case TOO_LARGE -> PushRefusedException.tooLarge(config.maxBodyBytes());
            case TOO_SLOW ->
                PushRefusedException.of(
                        PushRejection.TIMEOUT,
                        BodyException.in(failure).map(Throwable::getMessage).orElseThrow());
            case BROKEN_OFF ->
                PushRefusedException.of(PushRejection.ABORTED, "body must arrive whole, but it broke off");
        };
    }

    private static boolean isZipped(@Nullable String encoding) throws PushRefusedException {
        String given = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (given) {
            case "identity", "" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                throw PushRefusedException.about(
                                PushRejection.CONTENT_ENCODING,
                                "Content-Encoding",
                                "gzip or absent",
                                PushJson.text(given))
                        .withHeader("Accept-Encoding", "gzip");
        };
    }

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
