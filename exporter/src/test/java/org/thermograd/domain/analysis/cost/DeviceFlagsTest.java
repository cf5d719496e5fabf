package org.thermograd.domain.analysis.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.TimeSeries;

class DeviceFlagsTest {
    private static final GapRule GAPS = new GapRule(5, 5000);

    /** A flag once a second: {@code .} is down, {@code #} up, {@code ?} not known, a blank no sample. */
    private static TimeSeries flag(String samples) {
        int[] at = IntStream.range(0, samples.length())
                .filter(i -> samples.charAt(i) != ' ')
                .toArray();
        return TimeSeries.of(
                IntStream.of(at).mapToLong(i -> 1000L * i).toArray(),
                IntStream.of(at)
                        .mapToDouble(i -> samples.charAt(i) == '?' ? Double.NaN : samples.charAt(i) == '#' ? 1 : 0)
                        .toArray());
    }

    private static DeviceFlags flags(Map<String, Map<String, TimeSeries>> flags) {
        SortedMap<String, SortedMap<String, TimeSeries>> sorted = new TreeMap<>();
        flags.forEach((device, reasons) -> sorted.put(device, new TreeMap<>(reasons)));
        return new DeviceFlags(sorted);
    }

    private static EpisodeKind kind(String device, String reason) {
        return new EpisodeKind(device, reason);
    }

    @Test
    void anEpisodeReachesHalfASampleBeyondItsFirstAndLast() {
        Map<EpisodeKind, List<Segment>> episodes =
                flags(Map.of("gpu0", Map.of("recorded", flag("..##.#.")))).episodes(GAPS);

        assertThat(episodes)
                .isEqualTo(Map.of(kind("gpu0", "recorded"), List.of(new Segment(1500, 3500), new Segment(4500, 5500))));
    }

    @Test
    void aReasonWithoutEpisodeIsThereAllTheSame() {
        assertThat(flags(Map.of("gpu0", Map.of("sw_thermal", flag("....")))).episodes(GAPS))
                .isEqualTo(Map.of(kind("gpu0", "sw_thermal"), List.of()));
    }

    @Test
    void severalReasonsAboutHeatComeTogetherToo() {
        Map<EpisodeKind, List<Segment>> episodes = flags(Map.of(
                        "gpu0",
                        Map.of(
                                "hw_thermal", flag("..#...."),
                                "sw_power_cap", flag("######."),
                                "sw_thermal", flag("...##.."))))
                .episodes(GAPS);

        assertThat(episodes.keySet())
                .containsExactly(
                        kind("gpu0", "hw_thermal"),
                        kind("gpu0", "sw_power_cap"),
                        kind("gpu0", "sw_thermal"),
                        kind("gpu0", EpisodeKind.THERMAL));
        assertThat(episodes.get(kind("gpu0", EpisodeKind.THERMAL)))
                .containsExactly(new Segment(1500, 2500), new Segment(2500, 4500));
    }

    @Test
    void severalDevicesComeTogetherToo() {
        Map<EpisodeKind, List<Segment>> episodes = flags(Map.of(
                        "cpu", Map.of("cpu_thermal", flag("#....")),
                        "gpu0", Map.of("sw_thermal", flag("..##."))))
                .episodes(GAPS);

        assertThat(episodes.keySet())
                .containsExactly(
                        kind("cpu", "cpu_thermal"),
                        kind("gpu0", "sw_thermal"),
                        kind(EpisodeKind.ALL, "cpu_thermal"),
                        kind(EpisodeKind.ALL, "sw_thermal"),
                        kind(EpisodeKind.ALL, EpisodeKind.THERMAL));
        assertThat(episodes.get(kind(EpisodeKind.ALL, EpisodeKind.THERMAL)))
                .containsExactly(new Segment(-500, 500), new Segment(1500, 3500));
    }

    @Test
    void whatIsNeverKnownIsLeftOut() {
        DeviceFlags flags =
                flags(Map.of("cpu", Map.of("recorded", flag("???")), "gpu0", Map.of("recorded", flag(".#."))));

        assertThat(flags.devices()).containsExactly("gpu0");
        assertThat(flags.episodes(GAPS).keySet()).containsExactly(kind("gpu0", "recorded"));
        assertThat(flags(Map.of("cpu", Map.of("recorded", flag("??")))).watched(GAPS))
                .isEmpty();
    }

    @Test
    void watchedIsWhereAllFlagsAreKnown() {
        DeviceFlags flags = flags(Map.of(
                "cpu", Map.of("recorded", flag("..........")),
                "gpu0", Map.of("recorded", flag("  ..??..?????????????.."))));

        assertThat(flags.watched(GAPS).orElseThrow().segments())
                .as("a short stretch that is not known is no gap, a long one is")
                .containsExactly(new Segment(2000, 7001));
    }
}
