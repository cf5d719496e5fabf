package org.thermograd.adapter.http.pushgateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

/**
 * Collects the families of one body. What does not fit together is only told at the end, since a body that cannot be read
 * at all leaves no trace, while one that is refused does. Confined to one thread.
 */
final class PushContent {
    /** What a group has by itself: not to be pushed. */
    private static final List<String> OWN = List.of(Group.PUSHED, Group.FAILED);

    private final GroupKey group;
    private final long mostBytes;
    private final Map<String, FamilyBuilder> families = new LinkedHashMap<>();
    private Optional<PushRefusedException> refusal = Optional.empty();
    private long bytes;

    /**
     * Makes an empty one.
     *
     * @param group whose labels the series get
     * @param mostBytes how much memory all series may take, about
     */
    PushContent(GroupKey group, long mostBytes) {
        this.group = group;
        this.mostBytes = mostBytes;
    }

    Optional<FamilyBuilder> find(String name) {
        return Optional.ofNullable(families.get(name));
    }

    /** Returns the family of a name, a new one where there is none. */
    FamilyBuilder family(String name) {
        return families.computeIfAbsent(name, any -> new FamilyBuilder(name, group));
    }

    /** Begins a family anew. */
    FamilyBuilder replace(String name) {
        families.remove(name);
        return family(name);
    }

    /**
     * Returns the labels of a series with those of the group.
     *
     * @param own its own labels; changed
     * @throws PushRefusedException if all series together become too large, since the labels of a group are repeated in each
     */
    String labels(String name, SortedMap<String, String> own) throws PushRefusedException {
        for (String label : own.keySet()) {
            if (label.startsWith("__")) {
                inconsistent("label " + label + " of " + name + " must not start with __");
            }
        }
        String labels = group.seriesLabels(own);
        bytes += PushedFamily.SERIES_BYTES + 2L * (labels.length() + name.length());
        if (bytes > mostBytes) {
            throw PushRefusedException.of(
                    PushRejection.TOO_LARGE,
                    "series of a push must take at most " + mostBytes
                            + " bytes of memory together, each with the labels of its group");
        }
        return labels;
    }

    void timestamp(String where) {
        refuse(PushRejection.TIMESTAMP, where + "pushed metrics must not have timestamps");
    }

    void inconsistent(String reason) {
        refuse(PushRejection.INCONSISTENT, reason);
    }

    private void refuse(PushRejection reason, String message) {
        if (refusal.isEmpty()) {
            refusal = Optional.of(PushRefusedException.of(reason, Excerpt.message(message)));
        }
    }

    /** Returns the families that have series. */
    List<PushedFamily> families() throws PushRefusedException {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        List<PushedFamily> built = new ArrayList<>();
        for (FamilyBuilder family : families.values()) {
            if (!family.isEmpty() && !OWN.contains(family.name())) {
                built.add(family.build());
            }
        }
        return built;
    }
}
