package org.thermograd.adapter.prometheus;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks for a selector piece by piece, and for smaller pieces when one is too much. Confined to one thread. */
final class ChunkedRead {
    private static final long GROWTH = 8;

    private final PrometheusConfig config;
    private final Transport transport;
    private final Attempts attempts;
    private final String selector;
    private final String resolution;
    private final ReadListener listener;
    private final Deadline deadline;
    private long chunkSeconds;

    /**
     * Prepares to ask.
     *
     * @param selector what stands before the range of time
     * @param resolution what stands behind its length: nothing for raw samples
     */
    ChunkedRead(
            PrometheusConfig config,
            Transport transport,
            Attempts attempts,
            String selector,
            String resolution,
            ReadListener listener) {
        this.config = config;
        this.transport = transport;
        this.attempts = attempts;
        this.selector = selector;
        this.resolution = resolution;
        this.listener = listener;
        this.deadline = attempts.deadline();
        this.chunkSeconds = config.chunk().toSeconds();
    }

    long chunkSeconds() {
        return chunkSeconds;
    }

    void startWith(long seconds) {
        chunkSeconds = Math.min(chunkSeconds, seconds);
    }

    void grow() {
        chunkSeconds = Math.min(chunkSeconds * GROWTH, config.chunk().toSeconds());
    }

    /**
     * Returns the samples of one piece, or nothing if it was too much and {@link #chunkSeconds} is smaller now.
     *
     * @param range what to keep
     * @param after the whole second after which it begins
     * @param until the whole second at which it ends
     */
    Optional<Answer.Success<Map<Labels, SampleBuffer>>> tryPiece(QueryRange range, long after, long until)
            throws PrometheusQueryException, InterruptedException {
        ApiRequest request = ApiRequest.instantQuery(selector + "[" + (until - after) + "s" + resolution + "]", until);
        try {
            return Optional.of(attempts.make(
                            request.query(),
                            deadline,
                            listener,
                            timeout -> transport.fetch(request, timeout, new MatrixReader(range)))
                    .answer());
        } catch (PrometheusQueryException e) {
            if (!e.isEasedByLess()) {
                throw e;
            }
            shrink(e, until - after);
            return Optional.empty();
        }
    }

    private void shrink(PrometheusQueryException failure, long seconds) throws PrometheusQueryException {
        long minimum = config.minimumChunk().toSeconds();
        if (seconds <= minimum) {
            throw failure.saying(failure.getMessage() + "; no less than " + seconds + " s is asked for at once");
        }
        chunkSeconds = Math.max(minimum, (seconds + 1) / 2);
        listener.shrinking(failure, Duration.ofSeconds(chunkSeconds));
    }
}
