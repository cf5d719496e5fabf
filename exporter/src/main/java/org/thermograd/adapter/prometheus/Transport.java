package org.thermograd.adapter.prometheus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;

/** Asks one question once. Immutable and thread-safe. */
final class Transport {
    private static final int ERROR_BODY_BYTES = 64 << 10;
    private static final int GZIP_BUFFER_BYTES = 64 << 10;

    private final PrometheusConfig config;
    private final LongSupplier nanoTicker;
    private final HttpClient client;

    private Transport(PrometheusConfig config, LongSupplier nanoTicker, HttpClient client) {
        this.config = config;
        this.nanoTicker = nanoTicker;
        this.client = client;
    }

    /**
     * Returns a transport to the server of the configuration.
     *
     * @throws PrometheusQueryException if the CA file cannot be used
     */
    static Transport to(PrometheusConfig config, LongSupplier nanoTicker) throws PrometheusQueryException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout());
        if (config.caFile().isPresent()) {
            builder.sslContext(CaFile.context(config.caFile().get()));
        }
        return new Transport(config, nanoTicker, builder.build());
    }

    /**
     * What came back.
     *
     * @param <T> what the data is
     */
    record Fetched<T>(Answer.Success<T> answer, HttpHeaders headers) {}

    <T> Fetched<T> fetch(ApiRequest question, Duration timeout, AnswerParser.DataReader<T> dataReader)
            throws PrometheusQueryException, InterruptedException {
        Authorization authorization = Authorization.of(config, question.query());
        FailureReport report = new FailureReport(config, authorization.redaction(), question.query());
        HttpRequest request = request(question, authorization, timeout);
        long startNanos = nanoTicker.getAsLong();
        HttpResponse<InputStream> response = send(request, report, timeout);
        Duration left = timeout.minusNanos(nanoTicker.getAsLong() - startNanos);
        int status = response.statusCode();
        try (InputStream body = response.body();
                Watchdog watchdog = new Watchdog(body, left)) {
            if (!HttpStatus.isSuccess(status)) {
                throw report.refusal(status, response.headers(), refusal(decoded(response)));
            }
            try {
                Answer<T> answer = AnswerParser.parse(decoded(response), config.maxAnswerBytes(), dataReader);
                if (answer instanceof Answer.Success<T> success) {
                    return new Fetched<>(success, response.headers());
                }
                throw report.refusal(status, response.headers(), (Answer.Refusal<T>) answer);
            } catch (IOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while reading an answer");
                }
                throw watchdog.fired() ? report.timeout(timeout, e) : report.badBody(status, e);
            }
        } catch (IOException e) {
            throw report.badBody(status, e);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request, FailureReport report, Duration timeout)
            throws PrometheusQueryException, InterruptedException {
        try {
            return client.send(request, head -> new BodyStream());
        } catch (IOException e) {
            throw report.noAnswer(e, timeout);
        }
    }

    private HttpRequest request(ApiRequest question, Authorization authorization, Duration timeout) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(question.at(config.baseUrl()))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("User-Agent", "thermograd");
        if (!isLoopback(config.baseUrl().getHost())) {
            builder.header("Accept-Encoding", "gzip");
        }
        config.headers().forEach(header -> builder.header(header.name(), header.value()));
        authorization.header().ifPresent(value -> builder.header("Authorization", value));
        return builder.build();
    }

    /** Within one host, packing and unpacking takes longer than the bytes that it saves. */
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}");
    }

    private static InputStream decoded(HttpResponse<InputStream> response) throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> response.body();
            case "gzip", "x-gzip" -> new GZIPInputStream(response.body(), GZIP_BUFFER_BYTES);
            default ->
                throw new AnswerException(
                        AnswerException.Flaw.MALFORMED, "content encoding " + Redaction.plain(encoding));
        };
    }

    /** Returns what the body of an error says: the API's own form, or a line of text, but never a page. */
    private static Answer.Refusal<?> refusal(InputStream body) {
        byte[] bytes = new byte[0];
        try {
            bytes = body.readNBytes(ERROR_BODY_BYTES);
            InputStream again = new ByteArrayInputStream(bytes);
            Answer<?> answer = AnswerParser.parse(again, ERROR_BODY_BYTES, parser -> {
                parser.skipChildren();
                return "";
            });
            if (answer instanceof Answer.Refusal<?> refusal) {
                return refusal;
            }
        } catch (AnswerException e) {
            if (e.flaw() == AnswerException.Flaw.NOT_JSON) {
                return new Answer.Refusal<>("", new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The status says enough without the rest of the body.
            return new Answer.Refusal<>("", "");
        }
        return new Answer.Refusal<>("", "");
    }
}
