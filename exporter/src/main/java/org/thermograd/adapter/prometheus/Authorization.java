package org.thermograd.adapter.prometheus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The header of one request that shows who asks, and what must not be seen of it. {@code toString} masks it.
 *
 * @param header its value, if the server is to know
 * @param redaction masks the secrets of the request
 */
record Authorization(Optional<String> header, Redaction redaction) {
    private static final int MAX_TOKEN_BYTES = 64 << 10;

    /**
     * Returns the header for the next request.
     *
     * @param query what is asked, for the exception
     * @throws PrometheusQueryException if the file with the token cannot be used
     */
    static Authorization of(PrometheusConfig config, String query) throws PrometheusQueryException {
        if (config.credentials().isEmpty()) {
            return new Authorization(
                    Optional.empty(),
                    Redaction.of(config.headers().stream().map(Header::value).toList(), List.of()));
        }
        Credentials credentials = config.credentials().get();
        if (credentials instanceof Credentials.BasicAuth basic) {
            byte[] pair = (basic.user() + ':' + basic.password()).getBytes(StandardCharsets.UTF_8);
            String packed = Base64.getEncoder().encodeToString(pair);
            return of(config, "Basic " + packed, List.of(packed, basic.password()));
        }
        String token = credentials instanceof Credentials.BearerToken bearer
                ? bearer.token()
                : read(((Credentials.BearerTokenFile) credentials).file(), query);
        return of(config, "Bearer " + token, List.of(token));
    }

    private static Authorization of(PrometheusConfig config, String header, List<String> secrets) {
        return new Authorization(
                Optional.of(header),
                Redaction.of(config.headers().stream().map(Header::value).toList(), secrets));
    }

    private static String read(Path file, String query) throws PrometheusQueryException {
        String token;
        try {
            if (Files.size(file) > MAX_TOKEN_BYTES) {
                throw unusable(file, query, "it is longer than " + MAX_TOKEN_BYTES + " bytes", null);
            }
            token = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw unusable(file, query, CaFile.reason(e), e);
        }
        if (!Credentials.BearerToken.isToken(token)) {
            throw unusable(file, query, "it must hold one word of printable ASCII", null);
        }
        return token;
    }

    private static PrometheusQueryException unusable(
            Path file, String query, String reason, @Nullable IOException cause) {
        return PrometheusQueryException.because(Failure.CREDENTIALS, query)
                .cause(cause)
                .saying("token file " + file + " cannot be used: " + reason);
    }

    @Override
    public String toString() {
        return header.isPresent() ? "Authorization: ***" : "no authorization";
    }
}
