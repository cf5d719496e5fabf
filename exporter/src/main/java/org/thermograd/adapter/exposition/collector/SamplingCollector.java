package org.thermograd.adapter.exposition.collector;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.thermograd.adapter.exposition.Family;
import org.thermograd.adapter.exposition.MetricCollector;
import org.thermograd.adapter.exposition.Points;
import org.thermograd.adapter.exposition.Scrape;
import org.thermograd.domain.hardware.HardwareSnapshot;
import org.thermograd.domain.hardware.ProbeOutcome;

/** How the sampling itself goes: period, age, overruns, probes and listeners. Thread-safe if its suppliers are. */
public final class SamplingCollector implements MetricCollector {
    private static final Family PERIOD =
            Family.gauge("thermograd_sample_period_seconds", "How often the hardware is read.");
    private static final Family AGE = Family.gauge(
            "thermograd_snapshot_age_seconds", "How old the readings of this scrape are; all are of one moment.");
    private static final Family OVERRUNS = Family.counter(
            "thermograd_sample_overruns_total", "Samples left out because the one before took longer than a period.");
    private static final Family SUCCESS = Family.gauge(
            "thermograd_probe_success",
            "1 if the last read of a probe succeeded, else 0; nothing to read is a success.",
            "probe");
    private static final Family DURATION =
            Family.gauge("thermograd_probe_duration_seconds", "How long the last read of a probe took.", "probe");
    private static final Family LAST_SUCCESS = Family.gauge(
            "thermograd_probe_last_success_timestamp_seconds", "When a probe was last read with success.", "probe");
    private static final Family LISTENER_FAILURES = Family.counter(
            "thermograd_listener_failures_total", "How often a listener to the samples failed.", "listener");
    private static final double NANOS = 1e9;

    private final Duration period;
    private final LongSupplier overruns;
    private final Supplier<Map<String, Long>> listenerFailures;
    private final Supplier<List<ProbeOutcome>> others;

    /**
     * Makes the collector of an exporter whose probes are all of hardware.
     *
     * @param period how often the hardware is read
     * @param overruns how many samples were left out so far
     * @param listenerFailures how often each listener failed so far, by name
     */
    public SamplingCollector(Duration period, LongSupplier overruns, Supplier<Map<String, Long>> listenerFailures) {
        this(period, overruns, listenerFailures, List::of);
    }

    /**
     * Makes the collector.
     *
     * @param period how often the hardware is read
     * @param overruns how many samples were left out so far
     * @param listenerFailures how often each listener failed so far, by name
     * @param others how the last reads of probes went that are not of hardware
     */
    public SamplingCollector(
            Duration period,
            LongSupplier overruns,
            Supplier<Map<String, Long>> listenerFailures,
            Supplier<List<ProbeOutcome>> others) {
        this.period = requireNonNull(period, "period");
        this.overruns = requireNonNull(overruns, "overruns");
        this.listenerFailures = requireNonNull(listenerFailures, "listenerFailures");
        this.others = requireNonNull(others, "others");
    }

    @Override
    public String name() {
        return "sampling";
    }

    @Override
    public List<Family> families() {
        return List.of(PERIOD, AGE, OVERRUNS, SUCCESS, DURATION, LAST_SUCCESS, LISTENER_FAILURES);
    }

    @Override
    public List<MetricSnapshot> collect(Scrape scrape) {
        List<MetricSnapshot> all = new ArrayList<>();
        new Points(PERIOD).add(seconds(period)).addTo(all);
        new Points(OVERRUNS).add((double) overruns.getAsLong()).addTo(all);
        Points failures = new Points(LISTENER_FAILURES);
        listenerFailures.get().forEach((listener, count) -> failures.add((double) count, listener));
        failures.addTo(all);
        scrape.hardware().ifPresent(snapshot -> addAge(scrape.at(), snapshot, all));
        List<ProbeOutcome> probes = new ArrayList<>();
        scrape.hardware().ifPresent(snapshot -> probes.addAll(snapshot.probes()));
        probes.addAll(others.get());
        addProbes(probes, all);
        return all;
    }

    private static void addAge(Instant at, HardwareSnapshot snapshot, List<MetricSnapshot> all) {
        Duration age = Duration.between(snapshot.takenAt(), at);
        // The wall clock may be set back between sample and scrape.
        new Points(AGE).add(age.isNegative() ? 0 : seconds(age)).addTo(all);
    }

    private static void addProbes(List<ProbeOutcome> probes, List<MetricSnapshot> all) {
        Points success = new Points(SUCCESS);
        Points duration = new Points(DURATION);
        Points lastSuccess = new Points(LAST_SUCCESS);
        for (ProbeOutcome probe : probes) {
            success.add(probe.succeeded() ? 1 : 0, probe.probe());
            duration.add(seconds(probe.duration()), probe.probe());
            probe.lastSuccess().ifPresent(when -> lastSuccess.add(epochSeconds(when), probe.probe()));
        }
        success.addTo(all);
        duration.addTo(all);
        lastSuccess.addTo(all);
    }

    private static double seconds(Duration duration) {
        return (double) duration.getSeconds() + duration.getNano() / NANOS;
    }

    private static double epochSeconds(Instant instant) {
        return instant.toEpochMilli() / 1e3;
    }
}
