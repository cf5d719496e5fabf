package org.thermograd.adapter.prometheus.runs;

import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.HARDWARE;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.INSTANCE_LABEL;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.REASON;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.TRAINING;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.event.CollapseKind;
import org.thermograd.domain.series.TimeSeries;

/**
 * What the exporters say of themselves.
 *
 * @param samplePeriodMillis how often the slowest of them looks at its devices
 * @param latencies by reason how late it is found at most, in milliseconds; absent where no exporter says it
 * @param hardware where the hardware side comes from, those that are not real first
 * @param training the same for the training side
 * @param remarks what is not real or not known
 */
record ExporterFacts(
        long samplePeriodMillis,
        SortedMap<String, Long> latencies,
        Optional<String> hardware,
        Optional<String> training,
        List<String> remarks) {
    private static final List<String> LEAST_REAL_FIRST = List.of("simulated", "replayed", "recorded", "none", "real");
    private static final String REAL = "real";
    private static final String REPLAYED = "replayed";
    private static final double FARTHEST_LAG_SECONDS = 1;
    private static final long USUAL_PERIOD_MILLIS = 1000;
    private static final double MILLIS = 1000;

    ExporterFacts {
        latencies = Collections.unmodifiableSortedMap(new TreeMap<>(latencies));
        remarks = List.copyOf(remarks);
    }

    static ExporterFacts read(FamilyReader families, SortedSet<ExporterTarget> exporters, CollapseKind kind)
            throws PrometheusQueryException, NothingFoundException, InterruptedException {
        List<String> remarks = new ArrayList<>();
        long period = 0;
        for (OwnSeries one : ask(families, ExporterFamilies.SAMPLE_PERIOD, exporters, Set.of())) {
            period = Math.max(period, (long) Math.ceil(greatest(one.samples()) * MILLIS));
        }
        if (period == 0) {
            period = USUAL_PERIOD_MILLIS;
            remarks.add("no " + ExporterFamilies.SAMPLE_PERIOD + " in the range; taken as 1 s");
        }
        SortedMap<String, Long> latencies = new TreeMap<>();
        for (OwnSeries one : ask(families, ExporterFamilies.LATENCY, exporters, Set.of(REASON))) {
            if (CollapseReason.idsOf(kind).contains(one.label(REASON))) {
                latencies.merge(one.label(REASON), Math.round(greatest(one.samples()) * MILLIS), Math::max);
            }
        }
        SortedSet<String> hardware = new TreeSet<>();
        SortedSet<String> training = new TreeSet<>();
        for (OwnSeries one : ask(families, ExporterFamilies.SOURCE, exporters, Set.of(HARDWARE, TRAINING))) {
            hardware.add(one.label(HARDWARE));
            training.add(one.label(TRAINING));
            addUnreal("hardware", one.label(HARDWARE), one.exporter(), remarks);
            addUnreal("training", one.label(TRAINING), one.exporter(), remarks);
        }
        if (hardware.contains(REPLAYED) || training.contains(REPLAYED)) {
            checkLags(ask(families, ExporterFamilies.REPLAY_LAG, exporters, Set.of()));
        }
        return new ExporterFacts(period, latencies, leastReal(hardware), leastReal(training), remarks);
    }

    /** Refuses a replay whose times were not those of the scrapes, by which time is counted here. */
    private static void checkLags(List<OwnSeries> lags) throws NothingFoundException {
        for (OwnSeries lag : lags) {
            for (int i = 0; i < lag.samples().size(); i++) {
                if (Math.abs(lag.samples().value(i)) > FARTHEST_LAG_SECONDS) {
                    throw new NothingFoundException(lag.exporter()
                            + " was a replay at another speed than 1, or paused: its times differed from those of the"
                            + " scrapes, so there are counts, no verdict. Replay with --speed 1, or correlate the recording"
                            + " itself (--session)");
                }
            }
        }
    }

    /** Returns how late collapses are found at most, or nothing if no exporter says it for any of the reasons. */
    OptionalLong latencyMillis(SortedSet<String> reasons) {
        return latencies.entrySet().stream()
                .filter(one -> reasons.contains(one.getKey()))
                .mapToLong(one -> one.getValue())
                .max();
    }

    private static List<OwnSeries> ask(
            FamilyReader families, String family, SortedSet<ExporterTarget> exporters, Set<String> own)
            throws PrometheusQueryException, InterruptedException {
        List<String> instances =
                exporters.stream().map(ExporterTarget::instance).distinct().toList();
        List<OwnSeries> found =
                new ArrayList<>(families.read(Selector.of(family).with(INSTANCE_LABEL, instances), own));
        found.removeIf(one -> !exporters.contains(one.exporter()));
        return found;
    }

    private static double greatest(TimeSeries samples) {
        double greatest = 0;
        for (int i = 0; i < samples.size(); i++) {
            greatest = Double.isFinite(samples.value(i)) ? Math.max(greatest, samples.value(i)) : greatest;
        }
        return greatest;
    }

    private static void addUnreal(String side, String source, ExporterTarget exporter, List<String> remarks) {
        if (!source.equals(REAL) && LEAST_REAL_FIRST.contains(source)) {
            remarks.add(exporter + ": its " + side + " data is "
                    + switch (source) {
                        case "none" -> "none: it reads nothing of that side";
                        case "simulated" -> "simulated, not measured";
                        default -> source + ", not measured now";
                    });
        }
    }

    private static Optional<String> leastReal(Set<String> sources) {
        return LEAST_REAL_FIRST.stream().filter(sources::contains).findFirst();
    }
}
