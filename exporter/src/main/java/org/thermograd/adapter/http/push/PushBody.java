package org.thermograd.adapter.http.push;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a body, whole and within the limits before anything is made of them. Immutable. */
final class PushBody {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> LINES = Set.of("application/x-ndjson", "application/ndjson");

    private static final int CHUNK_BYTES = 8192;
    /** A refused body is read up to here, as a client that still writes may not see the answer otherwise. */
    static final int DRAINED_BODIES = 8;

    private final byte[] content;
    private final int wireBytes;

    private PushBody(byte[] content, int wireBytes) {
        this.content = content;
        this.wireBytes = wireBytes;
    }

    /** Returns what was sent, without compression; not to be modified. */
    byte[] content() {
        return content;
    }

    /** Returns its size as it came. */
    int wireBytes() {
        return wireBytes;
    }

    /** Reads the body of a request. */
    static PushBody read(HttpServletRequest request, PushConfig config, LongSupplier nanoTicker)
            throws PushRefusedException {
        boolean zipped = isZipped(request.getHeader("Content-Encoding"));
        byte[] wire;
        try {
            wire = readWire(request.getInputStream(), config, nanoTicker);
        } catch (IOException e) {
            throw isTimeout(e)
                    ? tooSlow(config)
                    : PushRefusedException.of(PushRejection.ABORTED, "body must arrive whole, but it broke off");
        }
        return new PushBody(zipped ? unzip(wire, config.maxBodyBytes()) : wire, wire.length);
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

    private static byte[] readWire(InputStream in, PushConfig config, LongSupplier nanoTicker)
            throws IOException, PushRefusedException {
        long startNanos = nanoTicker.getAsLong();
        ByteArrayOutputStream wire = new ByteArrayOutputStream(CHUNK_BYTES);
        byte[] chunk = new byte[CHUNK_BYTES];
        long total = 0;
        int count = in.read(chunk);
        while (count >= 0 && total <= (long) config.maxBodyBytes() * DRAINED_BODIES) {
            if (nanoTicker.getAsLong() - startNanos > config.bodyTimeout().toNanos()) {
                throw tooSlow(config);
            }
            total += count;
            if (total <= config.maxBodyBytes()) {
                wire.write(chunk, 0, count);
            }
            count = in.read(chunk);
        }
        if (total > config.maxBodyBytes()) {
            throw tooLarge(config.maxBodyBytes());
        }
        return wire.toByteArray();
    }

    private static byte[] unzip(byte[] wire, int limit) throws PushRefusedException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(wire))) {
            byte[] content = in.readNBytes(limit);
            if (in.read() >= 0) {
                throw tooLarge(limit);
            }
            return content;
        } catch (IOException e) {
            throw PushRefusedException.of(
                    PushRejection.SYNTAX, "body must be gzip as Content-Encoding says, but it is not");
        }
    }

    private static boolean isTimeout(IOException e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static PushRefusedException tooSlow(PushConfig config) {
        return PushRefusedException.of(
                PushRejection.TIMEOUT,
                "body must arrive within " + config.bodyTimeout().toMillis() + " ms");
    }

    static PushRefusedException tooLarge(int limit) {
        return PushRefusedException.of(
                PushRejection.TOO_LARGE,
                "body must be at most " + limit
                        + " bytes (--max-body), also after decompression; send fewer steps at once");
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
