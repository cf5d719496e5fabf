package org.thermograd.domain.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.series.Segment;

class EpisodeKindsTest {
    private static final Segment FIRST = new Segment(0, 10);
    private static final Segment SECOND = new Segment(20, 30);

    private static Map<EpisodeKind, List<Segment>> of(SortedMap<String, SortedMap<String, List<Segment>>> up) {
        return EpisodeKinds.of(up, Set.of("warm", "hot")::contains);
    }

    @Test
    void whatIsAboutHeatStandsTogetherWhereThereIsMoreThanOne() {
        SortedMap<String, List<Segment>> reasons =
                new TreeMap<>(Map.of("warm", List.of(FIRST), "hot", List.of(SECOND), "brake", List.of(FIRST)));

        Map<EpisodeKind, List<Segment>> kinds = of(new TreeMap<>(Map.of("gpu0", reasons)));

        assertThat(kinds)
                .containsOnlyKeys(
                        new EpisodeKind("gpu0", "brake"),
                        new EpisodeKind("gpu0", "hot"),
                        new EpisodeKind("gpu0", "warm"),
                        new EpisodeKind("gpu0", EpisodeKind.THERMAL));
        assertThat(kinds.get(new EpisodeKind("gpu0", EpisodeKind.THERMAL))).containsExactly(SECOND, FIRST);
    }

    @Test
    void oneThatIsAboutHeatIsNotSaidTwice() {
        SortedMap<String, List<Segment>> first = new TreeMap<>(Map.of("hot", List.of(FIRST), "brake", List.of()));
        SortedMap<String, List<Segment>> second = new TreeMap<>(Map.of("hot", List.of(SECOND)));

        Map<EpisodeKind, List<Segment>> kinds = of(new TreeMap<>(Map.of("gpu0", first, "gpu1", second)));

        assertThat(kinds)
                .containsOnlyKeys(
                        new EpisodeKind("gpu0", "brake"),
                        new EpisodeKind("gpu0", "hot"),
                        new EpisodeKind("gpu1", "hot"),
                        new EpisodeKind(EpisodeKind.ALL, "brake"),
                        new EpisodeKind(EpisodeKind.ALL, "hot"));
        assertThat(kinds.get(new EpisodeKind(EpisodeKind.ALL, "hot"))).containsExactly(FIRST, SECOND);
    }
}
