package org.thermograd.domain.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.thermograd.domain.series.Segment;

/** Which kinds of episodes the flags of devices make. */
public final class EpisodeKinds {
    private EpisodeKinds() {}

    /**
     * Returns the episodes of every flag, in the order of devices and reasons, those that are never up included. Behind those
     * of a device stand the ones about heat together, where there is more than one; behind all devices the same for all of
     * them together, where there are several.
     *
     * @param up by device and reason the times in which the flag is up, in any order
     * @param isAboutHeat whether a reason is about heat
     */
    public static Map<EpisodeKind, List<Segment>> of(
            SortedMap<String, SortedMap<String, List<Segment>>> up, Predicate<String> isAboutHeat) {
        Map<EpisodeKind, List<Segment>> episodes = new LinkedHashMap<>();
        SortedMap<String, List<Segment>> together = new TreeMap<>();
        up.forEach((device, reasons) -> {
            reasons.forEach((reason, own) ->
                    together.computeIfAbsent(reason, any -> new ArrayList<>()).addAll(own));
            put(device, reasons, isAboutHeat, episodes);
        });
        if (up.size() > 1) {
            put(EpisodeKind.ALL, together, isAboutHeat, episodes);
        }
        return episodes;
    }

    private static void put(
            String device,
            SortedMap<String, List<Segment>> byReason,
            Predicate<String> isAboutHeat,
            Map<EpisodeKind, List<Segment>> episodes) {
        byReason.forEach((reason, up) -> episodes.put(new EpisodeKind(device, reason), up));
        SortedSet<String> aboutHeat = new TreeSet<>(byReason.keySet());
        aboutHeat.removeIf(isAboutHeat.negate());
        if (aboutHeat.size() > 1) {
            List<Segment> heat = new ArrayList<>();
            aboutHeat.forEach(reason -> heat.addAll(byReason.getOrDefault(reason, List.of())));
            episodes.put(new EpisodeKind(device, EpisodeKind.THERMAL), heat);
        }
    }
}
