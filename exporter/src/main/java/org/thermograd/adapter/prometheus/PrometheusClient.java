package org.thermograd.adapter.prometheus;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Reads raw samples from a server that speaks the HTTP API of Prometheus. Immutable, and thread-safe if its
 * {@link Pacing} is.
 *
 * <p>Raw samples, with the times at which they were scraped, come from instant queries of range vectors;
 * {@code query_range} would repeat the last value for up to five minutes and hide gaps. Long ranges are read in chunks
 * of time. A chunk that is too much for the server is halved. Each sample belongs to exactly one chunk, whether the
 * server counts the left edge of a range vector to it, as Prometheus 2 does, or not, as Prometheus 3 and
 * VictoriaMetrics do.
 *
 * <p>The API gives every kind of NaN as {@code NaN}; stale markers it leaves out.
 */
public final class PrometheusClient {
    private static final long NEWEST_FIRST_STEP_SECONDS = 60;

    private final PrometheusConfig config;
    private final Transport transport;
    private final Attempts attempts;

    private PrometheusClient(PrometheusConfig config, Transport transport, Attempts attempts) {
        this.config = config;
        this.transport = transport;
        this.attempts = attempts;
    }

    /**
     * Returns a client of the given server; it connects when first asked.
     *
     * @throws PrometheusQueryException if the CA file cannot be used
     */
    public static PrometheusClient of(PrometheusConfig config, Pacing pacing) throws PrometheusQueryException {
        requireNonNull(config, "config");
        requireNonNull(pacing, "pacing");
        return new PrometheusClient(config, Transport.to(config, pacing.nanoTicker()), new Attempts(config, pacing));
    }

    /**
     * Reads the raw samples of all series of a selector. Of several samples with the same labels and time the last
     * counts. Needs 16 bytes a sample, and one chunk besides.
     *
     * @param selector an instant vector selector, such as {@code up{job="node"}}; no function, no offset
     * @param from the earliest time, inclusive
     * @param to the latest time, inclusive
     * @param listener hears of progress and trouble
     * @throws IllegalArgumentException if the selector is blank or {@code to} is before {@code from}
     * @throws PrometheusQueryException if the answer stays out; what was read before is lost
     * @throws InterruptedException if the thread is interrupted
     */
    public ReadResult read(String selector, Instant from, Instant to, ReadListener listener)
            throws PrometheusQueryException, InterruptedException {
        return read(chunked(selector, listener), 1, from, to, listener);
    }

    /**
     * Reads what an expression is at each multiple of a step, as a subquery of the server evaluates it: a sample of a
     * selector in it counts for up to five minutes, unless the series ended.
     *
     * @param expression any expression that gives an instant vector
     * @param step whole seconds, positive
     * @param from the earliest time, inclusive
     * @param to the latest time, inclusive
     * @param listener hears of progress and trouble
     * @throws IllegalArgumentException if the expression is blank, the step is not such, or {@code to} is before
     *     {@code from}
     * @throws PrometheusQueryException if the answer stays out; what was read before is lost
     * @throws InterruptedException if the thread is interrupted
     */
    public ReadResult evaluate(String expression, Duration step, Instant from, Instant to, ReadListener listener)
            throws PrometheusQueryException, InterruptedException {
        if (step.getSeconds() < 1 || step.getNano() != 0) {
            throw new IllegalArgumentException("step must be whole seconds and positive, got " + step);
        }
        ChunkedRead read = new ChunkedRead(
                config,
                transport,
                attempts,
                "(" + requireSelector(expression) + ")",
                ":" + step.getSeconds() + "s",
                listener);
        return read(read, step.getSeconds(), from, to, listener);
    }

    /** Reads in pieces between multiples of a step: not every server counts the steps of a subquery from 1970 on. */
    private static ReadResult read(ChunkedRead read, long stepSeconds, Instant from, Instant to, ReadListener listener)
            throws PrometheusQueryException, InterruptedException {
        QueryRange range = QueryRange.between(from, to);
        ReadResult.Builder collector = new ReadResult.Builder();
        long start = Math.floorDiv(range.secondBefore(), stepSeconds) * stepSeconds;
        long end = range.lastSecond();
        long after = start;
        while (after < end) {
            long length = Math.max(1, read.chunkSeconds() / stepSeconds) * stepSeconds;
            long until = Math.min(end, after + length);
            Optional<Answer.Success<Map<Labels, SampleBuffer>>> piece =
                    read.tryPiece(range.part(after, until), after, until);
            if (piece.isPresent()) {
                collector.add(piece.get());
                after = until;
                listener.progress(collector.samples(), (double) (after - start) / (end - start));
            }
        }
        return collector.take();
    }

    /**
     * Returns the time of the newest sample of any series of a selector, or nothing if there is none in the range.
     * Looks back from {@code to} in growing steps.
     *
     * @param selector as of {@link #read}
     * @param from the earliest time, inclusive
     * @param to the latest time, inclusive
     * @throws IllegalArgumentException if the selector is blank or {@code to} is before {@code from}
     * @throws PrometheusQueryException if the answer stays out
     * @throws InterruptedException if the thread is interrupted
     */
    public Optional<Instant> newestSample(String selector, Instant from, Instant to)
            throws PrometheusQueryException, InterruptedException {
        QueryRange range = QueryRange.between(from, to);
        ChunkedRead read = chunked(selector, ReadListener.NONE);
        long start = range.secondBefore();
        long until = range.lastSecond();
        read.startWith(NEWEST_FIRST_STEP_SECONDS);
        while (until > start) {
            long after = Math.max(start, until - read.chunkSeconds());
            Optional<Answer.Success<Map<Labels, SampleBuffer>>> piece =
                    read.tryPiece(range.part(after, until), after, until);
            if (piece.isPresent()) {
                long newest = piece.get().data().values().stream()
                        .mapToLong(SampleBuffer::latestEpochMillis)
                        .max()
                        .orElse(Long.MIN_VALUE);
                if (newest != Long.MIN_VALUE) {
                    return Optional.of(Instant.ofEpochMilli(newest));
                }
                until = after;
                read.grow();
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the labels of the series that match any of the selectors, sorted. The server may also name series that
     * have no sample in the range but one near it.
     *
     * @param selectors one or more
     * @param from the earliest time
     * @param to the latest time
     * @throws IllegalArgumentException if there is no selector, one is blank, or {@code to} is before {@code from}
     * @throws PrometheusQueryException if the answer stays out
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Labels> series(List<String> selectors, Instant from, Instant to)
            throws PrometheusQueryException, InterruptedException {
        if (selectors.isEmpty()) {
            throw new IllegalArgumentException("selectors must not be empty");
        }
        QueryRange range = QueryRange.between(from, to);
        ApiRequest request = ApiRequest.of("/api/v1/series")
                .with("start", Long.toString(range.secondBefore()))
                .with("end", Long.toString(range.lastSecond()));
        selectors.forEach(selector -> request.with("match[]", requireSelector(selector)));
        return fetch(request, attempts.deadline(), ReadListener.NONE, parser -> {
                    AnswerParser.require(parser, JsonToken.START_ARRAY);
                    TreeSet<Labels> labels = new TreeSet<>();
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        labels.add(MatrixReader.readLabels(parser));
                    }
                    return List.copyOf(labels);
                })
                .answer()
                .data();
    }

    /**
     * Returns what the server says it is.
     *
     * @throws PrometheusQueryException if the answer stays out
     * @throws InterruptedException if the thread is interrupted
     */
    public ServerBuild serverBuild() throws PrometheusQueryException, InterruptedException {
        Transport.Fetched<Map<String, String>> build = fetch(
                ApiRequest.of("/api/v1/status/buildinfo"), attempts.deadline(), ReadListener.NONE, ServerBuild::read);
        return ServerBuild.of(build.answer().data(), build.headers());
    }

    private <T> Transport.Fetched<T> fetch(
            ApiRequest request, Deadline deadline, ReadListener listener, AnswerParser.DataReader<T> dataReader)
            throws PrometheusQueryException, InterruptedException {
        return attempts.make(
                request.query(), deadline, listener, timeout -> transport.fetch(request, timeout, dataReader));
    }

    private ChunkedRead chunked(String selector, ReadListener listener) {
        return new ChunkedRead(
                config, transport, attempts, requireSelector(selector), "", requireNonNull(listener, "listener"));
    }

    private static String requireSelector(String selector) {
        if (selector.isBlank()) {
            throw new IllegalArgumentException("selector must not be blank");
        }
        return selector.strip();
    }
}
