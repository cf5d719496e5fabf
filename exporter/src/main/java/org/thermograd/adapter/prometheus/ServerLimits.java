package org.thermograd.adapter.prometheus;

import java.util.List;
import java.util.Locale;

/** The words in which servers say that a query is too much, so that one for less time may pass. */
final class ServerLimits {
    private static final List<String> TEXTS = List.of(
            // Prometheus, promql/engine.go: ErrTooManySamples, ErrQueryTimeout; Mimir and Thanos use the same engine.
            "would load too many samples into memory",
            "query timed out in",
            "context deadline exceeded",
            // VictoriaMetrics, app/vmselect/netstorage.
            "-search.maxsamplesperquery",
            "-search.maxsamplesperseries",
            "-search.maxqueryduration",
            "-search.maxmemoryperquery",
            "timeout exceeded during",
            // Mimir, pkg/util/globalerror, and Cortex, pkg/util/limiter.
            "err-mimir-max-chunks-per-query",
            "err-mimir-max-estimated-chunks-per-query",
            "err-mimir-max-chunks-bytes-per-query",
            "err-mimir-max-estimated-memory-consumption-per-query",
            "err-mimir-max-query-length",
            "err-mimir-max-total-query-length",
            "the query hit the max number of chunks limit",
            "the query hit the aggregated chunks size limit",
            "the query time range exceeds the limit",
            // Thanos, pkg/store/limiter.go and bucket.go.
            "exceeded chunks limit",
            "exceeded bytes limit",
            "exceeded samples limit",
            // gRPC between the parts of Thanos, Mimir and Cortex.
            "received message larger than max",
            // Proxies.
            "response too large",
            "response is too large",
            "response body too large");

    private ServerLimits() {}

    static boolean isMeantBy(String errorType, String error) {
        String text = error.toLowerCase(Locale.ROOT);
        return errorType.equals("timeout") || TEXTS.stream().anyMatch(text::contains);
    }
}
