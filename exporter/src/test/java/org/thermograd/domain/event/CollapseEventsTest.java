package org.thermograd.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

class CollapseEventsTest {
    private static double[] numbers(String spaced) {
        return Stream.of(spaced.split(" "))
                .filter(s -> !s.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static TimeSeries series(String times, String values) {
        return TimeSeries.of(
                Arrays.stream(numbers(times)).mapToLong(t -> (long) t).toArray(), numbers(values));
    }

    /** Events as the reference writes them: onset, end, uncertainty, samples. */
    private static String text(CollapseEvents collapses) {
        return collapses.events().stream()
                .map(e -> e.onsetMillis() + "," + e.endMillis() + "," + e.uncertaintyMillis() + "," + e.samples())
                .collect(Collectors.joining(" "));
    }

    /** Expectations: {@code collapse_events(times, flags, refractory, gap)} of the reference, golden/gtref.py. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        an onset and a return           | 0 1000 2000 3000 4000       | 0 1 1 1 0       | 10000 | 5000  | 1000,3000,1000,3                     | 0
        always 1                        | 0 1000 2000                 | 1 1 1           | 10000 | 5000  | ''                                   | 1
        1 at the first sample           | 0 1000 2000 3000 4000       | 1 1 0 0 1       | 10000 | 5000  | 4000,4000,1000,1                     | 1
        one sample                      | 0                           | 1               | 10000 | 5000  | ''                                   | 1
        no sample                       | ''                          | ''              | 10000 | 5000  | ''                                   | 0
        every flag missing              | 0 1000                      | NaN NaN         | 10000 | 5000  | ''                                   | 0
        missing inside a collapse       | 0 1000 2000 3000 4000       | 0 1 NaN 1 0     | 10000 | 5000  | 1000,3000,1000,2                     | 0
        missing before the onset        | 0 1000 2000 3000            | 0 NaN NaN 1     | 10000 | 5000  | 3000,3000,3000,1                     | 0
        missing first, then 0           | 0 1000 2000                 | NaN 0 1         | 10000 | 5000  | 2000,2000,1000,1                     | 0
        missing first, then 1           | 0 1000 2000                 | NaN 1 0         | 10000 | 5000  | ''                                   | 1
        missing flags make a gap        | 0 3000 6000                 | 0 NaN 1         | 10000 | 5000  | ''                                   | 1
        gap at its limit                | 0 5000                      | 0 1             | 10000 | 5000  | 5000,5000,5000,1                     | 0
        gap past its limit              | 0 5001                      | 0 1             | 10000 | 5000  | ''                                   | 1
        gap inside a collapse           | 0 1000 2000 8000 9000 10000 | 0 1 1 1 0 0     | 10000 | 5000  | 1000,2000,1000,2                     | 1
        every stretch starts at 1       | 0 10000 20000               | 1 1 1           | 10000 | 5000  | ''                                   | 3
        joins within the refractory     | 0 1000 2000 10999           | 0 1 0 1         | 10000 | 20000 | 1000,10999,1000,2                    | 0
        new at the refractory exactly   | 0 1000 2000 11000           | 0 1 0 1         | 10000 | 20000 | 1000,1000,1000,1 11000,11000,9000,1  | 0
        refractory from the last flag   | 0 1000 2000 3000 4000 13000 | 0 1 1 1 0 1     | 10000 | 20000 | 1000,3000,1000,3 13000,13000,9000,1  | 0
        joins across a gap              | 0 1000 7000 8000            | 0 1 0 1         | 10000 | 5000  | 1000,8000,1000,2                     | 0
        joins across a censored stretch | 0 1000 7000 8000 9000 10000 | 0 1 1 1 0 1     | 10000 | 5000  | 1000,10000,1000,2                    | 1
        censored flags do not prolong   | 0 1000 7000 8000 9000 11000 | 0 1 1 1 0 1     | 10000 | 5000  | 1000,1000,1000,1 11000,11000,2000,1  | 1
        two samples at one time         | 1000 1000                   | 0 1             | 10000 | 5000  | 1000,1000,0,1                        | 0
        no refractory                   | 0 1000 2000 3000            | 0 1 0 1         | 0     | 5000  | 1000,1000,1000,1 3000,3000,1000,1    | 0
        no gap allowed                  | 0 1000 1000                 | 0 0 1           | 10000 | 0     | 1000,1000,0,1                        | 0
        values other than 0 and 1       | 0 1000 2000 3000            | 0 0.5 -1 Infinity | 10000 | 5000 | 1000,3000,1000,3                    | 0
        """)
    void findsWhatTheReferenceFindsInAFlag(
            String name, String times, String flags, long refractory, long gap, String expected, int leftCensored) {
        CollapseEvents collapses =
                CollapseEvents.fromFlags("gpu0", CollapseKind.RECORDED, series(times, flags), refractory, gap);

        assertThat(text(collapses)).as(name).isEqualTo(expected);
        assertThat(collapses.leftCensored()).as(name).isEqualTo(leftCensored);
    }

    @Test
    void namesItsEvents() {
        assertThat(CollapseEvents.fromFlags("gpu0", CollapseKind.RECORDED, series("0 1000", "0 1"), 10000, 5000)
                        .events())
                .containsExactly(new Event("gpu0", EventKind.RECORDED_COLLAPSE, "recorded", 1000, 1000, 1000, 1));
    }

    @Test
    void agreesWithTheReferenceOnTheEdgeCases() {
        for (JsonNode edgeCase : Vectors.read("05_edge_cases.json").get("cases")) {
            JsonNode runs = edgeCase.at("/inputs/runs");
            for (int i = 0; i < runs.size(); i++) {
                JsonNode expected = edgeCase.at("/expected/runs").get(i);
                int leftCensored = 0;
                for (Map.Entry<String, JsonNode> device :
                        runs.get(i).get("devices").properties()) {
                    CollapseEvents collapses = withDefaults(device.getValue());
                    assertThat(collapses.events().stream()
                                    .mapToLong(Event::onsetMillis)
                                    .toArray())
                            .as(edgeCase.get("name").textValue())
                            .containsExactly(
                                    Numbers.longs(expected.get("collapseOnsets").get(device.getKey())));
                    leftCensored += collapses.leftCensored();
                }
                assertThat(leftCensored)
                        .as(edgeCase.get("name").textValue())
                        .isEqualTo(expected.get("leftCensored").intValue());
            }
        }
    }

    /** Finds events with the defaults of the specification: refractory 10 s, gap max(5 median intervals, 5 s). */
    private static CollapseEvents withDefaults(JsonNode device) {
        long[] times = Numbers.longs(device.get("t"));
        long[] intervals = IntStream.range(1, times.length)
                .mapToLong(i -> times[i] - times[i - 1])
                .sorted()
                .toArray();
        long gap = intervals.length == 0 ? 5000 : Math.max(5 * intervals[intervals.length / 2], 5000);
        return CollapseEvents.fromFlags(
                "gpu0",
                CollapseKind.RECORDED,
                TimeSeries.of(times, Numbers.doubles(device.get("collapse"))),
                10000,
                gap);
    }

    @Test
    void agreesWithTheReferenceOnACounter() {
        JsonNode golden = Vectors.read("05_edge_cases.json").at("/helpers/counterEvents");
        TimeSeries counter = TimeSeries.of(Numbers.longs(golden.get("t")), Numbers.doubles(golden.get("v")));

        CollapseEvents collapses = CollapseEvents.fromCounters(
                "gpu0",
                CollapseKind.RECORDED,
                List.of(counter),
                golden.get("refractoryMs").longValue());

        assertThat(collapses.events().stream().mapToLong(Event::onsetMillis).toArray())
                .containsExactly(Numbers.longs(golden.get("expected")));
        assertThat(collapses.leftCensored()).isZero();
    }

    /** Onsets: {@code counter_events(times, counts, 10000)} of the reference; the rest follows from the times. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        no sample                     | ''                | ''        | ''
        one sample                    | 0                 | 5         | ''
        constant                      | 0 1000 2000       | 5 5 5     | ''
        an increase                   | 0 1000 2000       | 5 5 7     | 2000,2000,1000,1
        a reset to more than 0        | 0 1000            | 5 2       | 1000,1000,1000,1
        a reset to 0                  | 0 1000 2000       | 5 0 0     | ''
        increases join                | 0 1000 10999      | 0 1 2     | 1000,10999,1000,2
        new at the refractory exactly | 0 1000 11000      | 0 1 2     | 1000,1000,1000,1 11000,11000,10000,1
        missing values are skipped    | 0 1000 2000 3000  | 1 NaN NaN 2 | 3000,3000,3000,1
        missing first value           | 0 1000 2000       | NaN 1 2   | 2000,2000,1000,1
        """)
    void findsIncreasesOfACounter(String name, String times, String counts, String expected) {
        assertThat(text(CollapseEvents.fromCounters(
                        "gpu0", CollapseKind.RECORDED, List.of(series(times, counts)), 10000)))
                .as(name)
                .isEqualTo(expected);
    }

    @Test
    void whatSeveralCountersOfADeviceRiseByAtOneTimeIsOneSample() {
        CollapseEvents collapses = CollapseEvents.fromCounters(
                "cpu",
                CollapseKind.CONFIRMED,
                List.of(series("0 15000 30000 90000", "5 5 6 6"), series("0 15000 30000 90000", "1 2 3 4")),
                22_500);

        assertThat(text(collapses)).isEqualTo("15000,30000,15000,2 90000,90000,60000,1");
        assertThat(collapses.events().get(0).kind()).isEqualTo(EventKind.CONFIRMED_COLLAPSE);
    }

    @Test
    void keepsACopyOfItsEvents() {
        List<Event> events = new ArrayList<>();
        CollapseEvents collapses = new CollapseEvents(events, 0);
        events.add(new Event("gpu0", EventKind.RECORDED_COLLAPSE, "recorded", 0, 0, 0, 1));

        assertThat(collapses.events()).isEmpty();
    }

    @Test
    void refusesANegativeCount() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CollapseEvents(List.of(), -1))
                .withMessage("leftCensored must be at least 0, got -1");
    }

    @Test
    void refusesNegativeDistances() {
        TimeSeries none = series("", "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollapseEvents.fromFlags("gpu0", CollapseKind.RECORDED, none, -1, 5000))
                .withMessage("refractoryMillis must be at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollapseEvents.fromFlags("gpu0", CollapseKind.RECORDED, none, 10000, -1))
                .withMessage("gapMillis must be at least 0, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollapseEvents.fromCounters("gpu0", CollapseKind.RECORDED, List.of(none), -1))
                .withMessage("refractoryMillis must be at least 0, got -1");
    }

    @Test
    void inferredEpisodesFollowTheRulesOfFlagsUnderTheirOwnKindAndReason() {
        long[] times = {0, 1000, 2000, 3000, 9000, 10000, 25000, 26000};
        TimeSeries episodes = TimeSeries.of(times, new double[] {0, 1, 1, 0, 1, 0, 0, 1});

        CollapseEvents found = CollapseEvents.fromFlags("gpu0", CollapseKind.INFERRED, episodes, 10000, 5000);

        // The sample at 9 s begins a stretch within a collapse, as 6 s without a sample are a gap.
        assertThat(found)
                .isEqualTo(new CollapseEvents(
                        List.of(
                                new Event("gpu0", EventKind.INFERRED_COLLAPSE, "efficiency", 1000, 2000, 1000, 2),
                                new Event("gpu0", EventKind.INFERRED_COLLAPSE, "efficiency", 26000, 26000, 1000, 1)),
                        1));
    }

    /** Onset and end, comma between, in seconds; refractory 10 s. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        none                               | ''                | ''
        one                                | 1,5               | 1000,5000,2
        an instant                         | 1,1               | 1000,1000,1
        any order                          | 30,35 1,5         | 1000,5000,2 30000,35000,2
        two reasons at once                | 1,9 3,5           | 1000,9000,3
        two reasons one after the other    | 1,5 4,9           | 1000,9000,3
        within the refractory              | 1,5 14.999,15     | 1000,15000,4
        at the refractory exactly          | 1,5 15,16         | 1000,5000,2 15000,16000,2
        the end of the longest counts      | 1,20 3,5 29,30    | 1000,30000,5
        """)
    void joinsWhatSomebodyElseFound(String name, String spans, String expected) {
        List<EventSpan> all = spans.isEmpty()
                ? List.of()
                : Arrays.stream(spans.split(" ", -1))
                        .map(span -> Arrays.stream(span.split(",", -1))
                                .mapToLong(time -> Math.round(1000 * Double.parseDouble(time)))
                                .toArray())
                        .map(span -> new EventSpan(span[0], span[1]))
                        .toList();

        assertThat(CollapseEvents.fromSpans("gpu0", CollapseKind.CONFIRMED, all, 10_000).stream()
                        .map(event -> event.onsetMillis() + "," + event.endMillis() + "," + event.samples())
                        .collect(Collectors.joining(" ")))
                .as(name)
                .isEqualTo(expected);
    }
}
