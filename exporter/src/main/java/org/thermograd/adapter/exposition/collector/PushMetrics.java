package org.thermograd.adapter.exposition.collector;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.ingest.Distribution;
import org.thermograd.domain.ingest.IngestSnapshot;

/**
 * Counts the answers to pushes, and shows them with the number of runs. A code or reason that it was not told of at the
 * start is left out. Thread-safe.
 */
public final class PushMetrics implements MetricCollector {
    private static final Family REQUESTS = Family.counter(
            "thermograd_push_requests_total",
            "Requests to push, finish or delete a run or a group, by the status of the answer.",
            "code");
    private static final Family SIZE =
            Family.histogram("thermograd_push_request_size_bytes", "Size of accepted bodies, as sent.");
    private static final Family REJECTED =
            Family.counter("thermograd_push_rejected_total", "Requests that were refused, by reason.", "reason");
    private static final Family RUNS =
            Family.gauge("thermograd_push_runs", "Runs that are active; at most --max-runs.");
    private static final Family EXPIRED =
            Family.counter("thermograd_push_runs_expired_total", "Runs that ended by silence, not by finish.");
    private static final Family EVICTED = Family.counter(
            "thermograd_push_runs_evicted_total", "Ended runs that gave their place to new ones, with their counters.");
    private static final Family IGNORED_FIELDS = Family.counter(
            "thermograd_push_ignored_fields_total",
            "Numbers of unknown names that accepted pushes had beside known signals, and data points that were refused.");
    private static final List<Family> ALL = List.of(REQUESTS, SIZE, REJECTED, IGNORED_FIELDS, RUNS, EXPIRED, EVICTED);
    /** Powers of 4 from 64 B to 16 MiB. */
    private static final int SIZE_BUCKETS = 10;

    private static final int FIRST_SIZE_BITS = 6;

    private final NavigableMap<Integer, LongAdder> codes = new TreeMap<>();
    private final NavigableMap<String, LongAdder> reasons = new TreeMap<>();
    private final List<LongAdder> sizes = new ArrayList<>();
    private final LongAdder sizeSum = new LongAdder();
    private final LongAdder ignored = new LongAdder();

    /**
     * Makes counters that stand at 0.
     *
     * @param codes every status there can be
     * @param reasons every reason of a refusal
     */
    public PushMetrics(Collection<Integer> codes, Collection<String> reasons) {
        codes.forEach(code -> this.codes.put(code, new LongAdder()));
        reasons.forEach(reason -> this.reasons.put(reason, new LongAdder()));
        for (int i = 0; i <= SIZE_BUCKETS; i++) {
            sizes.add(new LongAdder());
        }
    }

    @Override
    public String name() {
        return "push";
    }

    @Override
    public List<Family> families() {
        return ALL;
    }

    /**
     * Counts an answer.
     *
     * @param code its status
     * @param reason why it is a refusal, absent if it is none
     * @param bodyBytes size of the body, absent where it was not accepted
     * @param ignoredFields how many of its numbers had unknown names
     */
    public void count(int code, Optional<String> reason, OptionalLong bodyBytes, int ignoredFields) {
        ignored.add(ignoredFields);
        LongAdder ofCode = codes.get(code);
        if (ofCode != null) {
            ofCode.increment();
        }
        reason.map(reasons::get).ifPresent(LongAdder::increment);
        bodyBytes.ifPresent(bytes -> {
            int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(bytes - 1, 0));
            int bucket = Math.max(0, (bits - FIRST_SIZE_BITS + 1) / 2);
            sizes.get(Math.min(bucket, SIZE_BUCKETS)).increment();
            sizeSum.add(bytes);
        });
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        IngestSnapshot now = scrape.runs();
        Points requests = new Points(REQUESTS);
        codes.forEach((code, count) -> requests.add(count.doubleValue(), Integer.toString(code)));
        Points rejected = new Points(REJECTED);
        reasons.forEach((reason, count) -> rejected.add(count.doubleValue(), reason));
        Points size = new Points(SIZE);
        size.add(sizeDistribution());
        return List.of(
                        requests,
                        size,
                        rejected,
                        new Points(IGNORED_FIELDS).add(ignored.doubleValue()),
                        new Points(RUNS).add((double) now.activeRuns()),
                        new Points(EXPIRED).add((double) now.expiredRuns()),
                        new Points(EVICTED).add((double) now.evictedRuns()))
                .stream()
                .flatMap(series -> series.snapshot().stream())
                .toList();
    }

    private Distribution sizeDistribution() {
        List<Distribution.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i <= SIZE_BUCKETS; i++) {
            double bound = i < SIZE_BUCKETS ? 1L << (FIRST_SIZE_BITS + 2 * i) : Double.POSITIVE_INFINITY;
            buckets.add(new Distribution.Bucket(bound, sizes.get(i).sum(), Optional.empty()));
        }
        return new Distribution(buckets, sizeSum.sum());
    }
}
