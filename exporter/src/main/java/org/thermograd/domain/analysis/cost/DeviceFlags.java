package org.thermograd.domain.analysis.cost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.thermograd.domain.series.Coverage;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

/**
 * What devices were flagged with during a run: by device and reason the samples of one flag, 0 where it is down, {@code NaN}
 * where it is not known, anything else where it is up. Flags that are never known are left out. Immutable and thread-safe.
 *
 * @param flags by device, then by reason
 */
public record DeviceFlags(SortedMap<String, SortedMap<String, TimeSeries>> flags) {
    /** The reasons that are about heat; one that may be about the power supply too is among them. */
    private static final Set<String> ABOUT_HEAT = Set.of("hw_thermal", "sw_thermal", "hw_slowdown", "cpu_thermal");

    /** Copies the maps, without what is never known. */
    public DeviceFlags {
        SortedMap<String, SortedMap<String, TimeSeries>> known = new TreeMap<>();
        flags.forEach((device, reasons) -> {
            SortedMap<String, TimeSeries> copy = new TreeMap<>();
            reasons.forEach((reason, samples) -> {
                TimeSeries kept = known(samples);
                if (kept.size() > 0) {
                    copy.put(reason, kept);
                }
            });
            if (!copy.isEmpty()) {
                known.put(device, Collections.unmodifiableSortedMap(copy));
            }
        });
        flags = Collections.unmodifiableSortedMap(known);
    }

    private static TimeSeries known(TimeSeries samples) {
        int[] rows = IntStream.range(0, samples.size())
                .filter(i -> !Double.isNaN(samples.value(i)))
                .toArray();
        return rows.length == samples.size()
                ? samples
                : TimeSeries.of(
                        IntStream.of(rows).mapToLong(samples::epochMillis).toArray(),
                        IntStream.of(rows).mapToDouble(samples::value).toArray());
    }

    /** Returns the names of the devices of which some flag is known. */
    public Set<String> devices() {
        return flags.keySet();
    }

    /** Returns the time in which all flags are known; nothing where there is none. */
    public Optional<Coverage> watched(GapRule gaps) {
        return flags.values().stream()
                .flatMap(reasons -> reasons.values().stream())
                .map(samples -> Coverage.of(samples, gaps))
                .reduce(Coverage::intersect);
    }

    /**
     * Returns the episodes of every flag, in the order of devices and reasons, those that are never up included. Behind those
     * of a device stand the ones about heat together, where there is more than one; behind all devices the same for all of
     * them together, where there are several.
     */
    public Map<EpisodeKind, List<Segment>> episodes(GapRule gaps) {
        Map<EpisodeKind, List<Segment>> episodes = new LinkedHashMap<>();
        SortedMap<String, List<Segment>> together = new TreeMap<>();
        flags.forEach((device, reasons) -> {
            SortedMap<String, List<Segment>> own = new TreeMap<>();
            reasons.forEach((reason, samples) -> {
                List<Segment> up = FlagEpisodes.of(samples, gaps.limitMillis(samples));
                own.put(reason, up);
                together.computeIfAbsent(reason, any -> new ArrayList<>()).addAll(up);
            });
            put(device, own, episodes);
        });
        if (flags.size() > 1) {
            put(EpisodeKind.ALL, together, episodes);
        }
        return episodes;
    }

    private static void put(
            String device, SortedMap<String, List<Segment>> byReason, Map<EpisodeKind, List<Segment>> episodes) {
        byReason.forEach((reason, up) -> episodes.put(new EpisodeKind(device, reason), up));
        SortedSet<String> aboutHeat = new TreeSet<>(byReason.keySet());
        aboutHeat.retainAll(ABOUT_HEAT);
        if (aboutHeat.size() > 1) {
            List<Segment> heat = new ArrayList<>();
            aboutHeat.forEach(reason -> heat.addAll(byReason.getOrDefault(reason, List.of())));
            episodes.put(new EpisodeKind(device, EpisodeKind.THERMAL), heat);
        }
    }
}
