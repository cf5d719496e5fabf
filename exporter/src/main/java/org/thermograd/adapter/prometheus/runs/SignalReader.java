package org.thermograd.adapter.prometheus.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.thermograd.adapter.prometheus.Labels;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.run.SampledRun;
import org.thermograd.domain.analysis.scrape.DeviceHistory;
import org.thermograd.domain.analysis.scrape.GaugedRun;
import org.thermograd.domain.analysis.scrape.RunSeries;
import org.thermograd.domain.analysis.scrape.ScrapedRun;
import org.thermograd.domain.series.SampleTable;
import org.thermograd.domain.series.TimeSeries;

/**
 * Reads the signals of runs and devices as scrapes saw them: a row for each scrape. Where that would be more than
 * {@value #MOST_ROWS} rows of a device it is read in longer steps, so that memory stays bounded. Confined to one thread.
 */
final class SignalReader {
    static final int MOST_ROWS = 20_000;

    private static final String LOSS = "thermograd_training_loss";
    private static final double MILLIS = 1000;

    private final FamilyReader families;
    private final ExporterQuery query;
    private final Map<DeviceKey, Map<GaugeFamily, List<TimeSeries>>> devices = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private Optional<Duration> step = Optional.empty();

    SignalReader(FamilyReader families, ExporterQuery query) {
        this.families = families;
        this.query = query;
    }

    /**
     * Decides how often signals are read.
     *
     * @param scrapeMillis the shortest interval between scrapes
     */
    void every(double scrapeMillis) {
        double seconds = Duration.between(query.from(), query.to()).toSeconds();
        if (scrapeMillis > 0 && seconds * MILLIS / scrapeMillis > MOST_ROWS) {
            step = Optional.of(Duration.ofSeconds((long) Math.ceil(seconds / MOST_ROWS)));
        }
    }

    /** Returns what should be said of what was not seen, one sentence each. */
    List<String> remarks() {
        List<String> all = new ArrayList<>(remarks);
        step.ifPresent(every -> all.add("signals over time are taken every " + every.toSeconds()
                + " s, less often than they were scraped, to stay within memory"));
        return all;
    }

    /** Reads the devices of exporters of this project. */
    void readOwn(Set<DeviceKey> wanted) throws PrometheusQueryException, InterruptedException {
        Set<String> instances = new TreeSet<>();
        wanted.forEach(key -> instances.add(key.exporter().instance()));
        for (GaugeFamily family : GaugeFamily.OWN) {
            Selector selector = family.selector().with(ExporterFamilies.INSTANCE_LABEL, instances);
            add(family, families.read(selector, GaugeFamily.OWN_LABELS, step), SignalReader::ownKey);
        }
        devices.keySet().retainAll(wanted);
    }

    /** Families of processors have no label for the device. */
    private static DeviceKey ownKey(OwnSeries series) {
        DeviceKey key = DeviceKey.of(series);
        return key.device().isEmpty() ? new DeviceKey(key.exporter(), "cpu", "") : key;
    }

    /**
     * Reads the devices of other exporters.
     *
     * @param gauges their families
     * @param keys which device a series is of
     */
    void read(List<GaugeFamily> gauges, Function<Labels, DeviceKey> keys)
            throws PrometheusQueryException, InterruptedException {
        for (GaugeFamily family : gauges) {
            add(
                    family,
                    families.readForeign(family.selector(), step),
                    series -> keys.apply(new Labels(series.labels())));
        }
    }

    private void add(GaugeFamily family, List<OwnSeries> series, Function<OwnSeries, DeviceKey> keys) {
        for (OwnSeries one : series) {
            devices.computeIfAbsent(keys.apply(one), any -> new LinkedHashMap<>())
                    .computeIfAbsent(family, any -> new ArrayList<>())
                    .add(one.samples());
        }
    }

    /** Returns the losses of runs that pushed to exporters of this project. */
    Map<RunKey, TimeSeries> ownLosses(RunReader runs) throws PrometheusQueryException, InterruptedException {
        Map<RunKey, TimeSeries> losses = new HashMap<>();
        for (OwnSeries one : families.read(runs.asked(LOSS), Set.of(ExporterFamilies.RUN))) {
            losses.put(RunKey.of(one), one.samples());
        }
        return losses;
    }

    /** Returns a run of an exporter of this project as its gauges: the newest norm and step at each scrape. */
    static GaugedRun gauge(ScrapedRun run) {
        return GaugedRun.of(run.id(), run.of(RunSeries.NORM), run.of(RunSeries.STEP));
    }

    /**
     * Returns the signals of a run, from its first norm to its last.
     *
     * @param gauge its norms as scrapes saw them, at least one
     * @param loss its losses; empty if there are none
     * @param own its devices, and what happened to them
     */
    SampledRun signals(GaugedRun gauge, TimeSeries loss, Map<DeviceKey, DeviceHistory> own) {
        TimeSeries norms = gauge.norm();
        long from = norms.epochMillis(0);
        long to = norms.epochMillis(norms.size() - 1) + 1;
        SortedMap<String, SampleTable> tables = new TreeMap<>();
        own.forEach((key, history) -> {
            SampleTable table = new DeviceSignals(devices.getOrDefault(key, Map.of())).table(history, from, to);
            if (table.size() > 0) {
                tables.put(history.name(), table);
            }
        });
        if (gauge.isUndersampled() && !tables.isEmpty()) {
            remarks.add(gauge.id() + ": signals over time, and what is computed of them, hold the newest step of each"
                    + " scrape only, about one step in "
                    + Math.round(gauge.scrapes().medianIntervalMillis()
                            / gauge.stepMillis().orElseThrow()));
        }
        return new SampledRun(gauge.id(), entries(norms, loss), norms, gauge.step(), tables);
    }

    private static SampleTable entries(TimeSeries norms, TimeSeries loss) {
        Map<Long, Double> losses = new HashMap<>();
        for (int i = 0; i < loss.size(); i++) {
            losses.put(loss.epochMillis(i), loss.value(i));
        }
        SampleTable.Builder entries = SampleTable.builder(SampledRun.GRAD_NORM, SampledRun.LOSS);
        for (int i = 0; i < norms.size(); i++) {
            entries.add(norms.epochMillis(i), norms.value(i), losses.getOrDefault(norms.epochMillis(i), Double.NaN));
        }
        return entries.build();
    }
}
