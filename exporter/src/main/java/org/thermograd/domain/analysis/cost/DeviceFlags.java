package org.thermograd.domain.analysis.cost;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.EpisodeKinds;
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

    /** Returns the episodes of every flag, by the kinds of {@link EpisodeKinds}. */
    public Map<EpisodeKind, List<Segment>> episodes(GapRule gaps) {
        SortedMap<String, SortedMap<String, List<Segment>>> up = new TreeMap<>();
        flags.forEach((device, reasons) -> {
            SortedMap<String, List<Segment>> own = new TreeMap<>();
            reasons.forEach((reason, samples) -> own.put(reason, FlagEpisodes.of(samples, gaps.limitMillis(samples))));
            up.put(device, own);
        });
        return EpisodeKinds.of(up, CollapseReason::isAboutHeat);
    }
}
