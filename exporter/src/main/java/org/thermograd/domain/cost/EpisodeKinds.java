package org.thermograd.domain.cost;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.thermograd.domain.series.Segment;

/** Which kinds of episodes the flags of devices make. */
public final class EpisodeKinds {
    /** The reasons that are about heat; one that may be about the power supply too is among them. */
    private static final Set<String> ABOUT_HEAT = Set.of("hw_thermal", "sw_thermal", "hw_slowdown", "cpu_thermal");

    private EpisodeKinds() {}

    /**
     * Returns the episodes of every flag, in the order of devices and reasons, those that are never up included. Behind those
     * of a device stand the ones about heat together, where there is more than one; behind all devices the same for all of
     * them together, where there are several.
     *
     * @param up by device and reason the times in which the flag is up, in any order
     */
    public static Map<EpisodeKind, List<Segment>> of(SortedMap<String, SortedMap<String, List<Segment>>> up) {
        Map<EpisodeKind, List<Segment>> episodes = new LinkedHashMap<>();
        SortedMap<String, List<Segment>> together = new TreeMap<>();
        up.forEach((device, reasons) -> {
            reasons.forEach((reason, own) ->
                    together.computeIfAbsent(reason, any -> new ArrayList<>()).addAll(own));
            put(device, reasons, episodes);
        });
        if (up.size() > 1) {
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
