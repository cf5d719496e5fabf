package org.thermograd.adapter.prometheus.runs;

import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.DEVICE;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.REASON;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.RUN;
import static org.thermograd.adapter.prometheus.runs.ExporterFamilies.SLOT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.adapter.prometheus.PrometheusQueryException;
import org.thermograd.domain.analysis.scrape.ScrapedClusters;
import org.thermograd.domain.analysis.scrape.ScrapedCost;
import org.thermograd.domain.cost.ClusterRules;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.series.TimeSeries;

/** Reads what exporters found that throttling and collapses cost. Confined to one thread. */
final class LiveCostReader {
    private static final String LATE = "late";
    private static final long MILLIS = 1000;

    private final FamilyReader families;
    private final RunReader runReader;
    private final ExporterQuery query;

    LiveCostReader(FamilyReader families, RunReader runReader, ExporterQuery query) {
        this.families = families;
        this.runReader = runReader;
        this.query = query;
    }

    /** What tells series of one run apart: the kind of episodes, and how late they are taken to be, empty where not. */
    private record Place(RunKey run, EpisodeKind kind, String late) {
        static Place of(OwnSeries one) {
            return new Place(RunKey.of(one), new EpisodeKind(one.label(DEVICE), one.label(REASON)), one.label(LATE));
        }
    }

    /** Returns what each run cost; one whose exporter does not tell is left out. */
    SortedMap<RunKey, ScrapedCost> read() throws PrometheusQueryException, InterruptedException {
        SortedMap<RunKey, ScrapedCost> costs = new TreeMap<>();
        List<OwnSeries> watched = families.read(runReader.asked(ExporterFamilies.WATCHED_SECONDS), Set.of(RUN));
        if (watched.isEmpty()) {
            return costs;
        }
        Map<Place, TimeSeries> episodes = counters(ExporterFamilies.EPISODES);
        Map<Place, TimeSeries> throttled = counters(ExporterFamilies.THROTTLED_SECONDS);
        Map<Place, ScrapedClusters> clusters =
                clusters(ExporterFamilies.CLUSTERS, ExporterFamilies.CLUSTER_START, ExporterFamilies.CLUSTER_SLOWDOWN);
        Map<Place, ScrapedClusters> late = query.config().events().latencyKnown()
                ? Map.of()
                : clusters(
                        ExporterFamilies.LATE_CLUSTERS,
                        ExporterFamilies.LATE_CLUSTER_START,
                        ExporterFamilies.LATE_CLUSTER_SLOWDOWN,
                        LATE);
        for (OwnSeries one : watched) {
            Map<EpisodeKind, ScrapedCost.Kind> kinds = new LinkedHashMap<>();
            clusters.forEach((place, found) -> {
                if (place.run().equals(RunKey.of(one))
                        && query.asksFor(place.kind().device())) {
                    kinds.put(
                            place.kind(),
                            new ScrapedCost.Kind(
                                    episodes.getOrDefault(place, TimeSeries.EMPTY),
                                    throttled.getOrDefault(place, TimeSeries.EMPTY),
                                    found,
                                    earlier(place, late)));
                }
            });
            costs.put(RunKey.of(one), new ScrapedCost(one.samples(), kinds));
        }
        return costs;
    }

    private static SortedMap<Long, ScrapedClusters> earlier(Place place, Map<Place, ScrapedClusters> late) {
        SortedMap<Long, ScrapedClusters> earlier = new TreeMap<>();
        for (long millis : ClusterRules.LATENCY_TRIALS_MILLIS) {
            ScrapedClusters found = late.get(new Place(place.run(), place.kind(), millis / MILLIS + "s"));
            if (found != null) {
                earlier.put(millis, found);
            }
        }
        return earlier;
    }

    private Map<Place, TimeSeries> counters(String family, String... more)
            throws PrometheusQueryException, InterruptedException {
        Map<Place, TimeSeries> counters = new LinkedHashMap<>();
        read(family, more).forEach(one -> counters.put(Place.of(one), one.samples()));
        return counters;
    }

    private Map<Place, ScrapedClusters> clusters(String count, String start, String slowdown, String... more)
            throws PrometheusQueryException, InterruptedException {
        List<String> slotLabels = new ArrayList<>(List.of(more));
        slotLabels.add(SLOT);
        String[] labels = slotLabels.toArray(String[]::new);
        Map<Place, Map<String, TimeSeries>> starts = slots(start, labels);
        Map<Place, Map<String, TimeSeries>> ratios = slots(slowdown, labels);
        Map<Place, ScrapedClusters> clusters = new LinkedHashMap<>();
        counters(count, more)
                .forEach((place, samples) -> clusters.put(
                        place,
                        ScrapedClusters.of(
                                samples, starts.getOrDefault(place, Map.of()), ratios.getOrDefault(place, Map.of()))));
        return clusters;
    }

    private Map<Place, Map<String, TimeSeries>> slots(String family, String... more)
            throws PrometheusQueryException, InterruptedException {
        Map<Place, Map<String, TimeSeries>> slots = new HashMap<>();
        read(family, more)
                .forEach(one -> slots.computeIfAbsent(Place.of(one), any -> new TreeMap<>())
                        .put(one.label(SLOT), one.samples()));
        return slots;
    }

    private List<OwnSeries> read(String family, String... more) throws PrometheusQueryException, InterruptedException {
        Set<String> own = new HashSet<>(Set.of(RUN, DEVICE, REASON));
        own.addAll(List.of(more));
        return families.read(runReader.asked(family), own);
    }
}
