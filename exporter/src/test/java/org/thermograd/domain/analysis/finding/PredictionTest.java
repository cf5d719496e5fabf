package org.thermograd.domain.analysis.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.run.DetectedRuns;
import org.thermograd.domain.analysis.run.RunEvents;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.testing.EventRuns;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.Numbers;
import org.thermograd.testing.Vectors;

class PredictionTest {
    private static final CorrelationConfig DEFAULTS = CorrelationConfig.DEFAULTS;

    @ParameterizedTest
    @ValueSource(strings = {"02_coupled_forward.json", "03_coupled_reverse.json"})
    void agreesWithTheReference(String file) {
        JsonNode golden = Vectors.read(file);
        CorrelationConfig config = GoldenRuns.config(golden.get("params"));
        Analyzer analyzer = new Analyzer(config);
        DetectedRuns detected = analyzer.detect(GoldenRuns.session(golden.get("inputs"), "run"));
        TimeSeries celsius = TimeSeries.of(
                Numbers.longs(golden.at("/inputs/hardware/t")), Numbers.doubles(golden.at("/inputs/hardware/tempC")));
        JsonNode expected = golden.get("expected");

        Prediction prediction = Prediction.of(
                        analyzer.analyze(detected),
                        config,
                        new Prediction.Signals(detected, Map.of("run", new TreeMap<>(Map.of("gpu0", celsius)))))
                .orElseThrow();

        Alarm spikes = prediction.spikes();
        assertThat(spikes.caught()).isEqualTo(expected.at("/report/forward/K").intValue());
        assertThat(spikes.hits())
                .isEqualTo(expected.at("/report/forward/kTrigger").intValue());
        assertThat(spikes.sensitivity().value())
                .isCloseTo(expected.at("/report/forward/precursorRate").doubleValue(), within(1e-12));
        assertThat(spikes.precision().value())
                .isCloseTo(expected.at("/report/forward/triggerRate").doubleValue(), within(1e-12));
        assertThat(spikes.leadMillis()).hasSize(expected.at("/leadMs/n").intValue());
        assertThat(spikes.leadMillis(0.5).orElseThrow())
                .isCloseTo(expected.at("/leadMs/median").doubleValue(), within(1e-9));
        AheadOfCollapses steps = prediction.steps().orElseThrow();
        assertThat(steps.rows()).isEqualTo(expected.at("/auc/rows").intValue());
        assertThat(steps.positives()).isEqualTo(expected.at("/auc/positives").intValue());
        assertThat(steps.area().orElseThrow()).isCloseTo(expected.at("/auc/auc").doubleValue(), within(1e-12));
        assertThat(steps.wins()).isEqualTo(expected.at("/auc/U").doubleValue());
        assertThat(steps.shiftsAsGood())
                .isEqualTo(expected.at("/auc/shift/count").intValue());
        TemperatureAlarm temperature = prediction.temperature().orElseThrow();
        assertThat(temperature.alarm().alarms()).isEqualTo(spikes.alarms());
        assertThat(temperature.alarm().collapses()).isEqualTo(spikes.collapses());
    }

    @Test
    void judgesAnAlarmByWhatFollowsIt() {
        RunEvents run = EventRuns.run(
                "run", EventRuns.watched(0, 1_800_000), new long[] {100_000, 104_000, 500_000, 900_000}, new long[] {
                    110_000, 112_000, 700_000
                });

        Alarm alarm = Prediction.of(
                        EventRuns.analysis(List.of(run)), GoldenRuns.asBefore(DEFAULTS), Prediction.Signals.NONE)
                .orElseThrow()
                .spikes();

        assertThat(alarm.alarms()).isEqualTo(4);
        assertThat(alarm.hits()).isEqualTo(2);
        assertThat(alarm.collapses()).isEqualTo(3);
        assertThat(alarm.caught()).isEqualTo(2);
        assertThat(alarm.falsePerHour()).isEqualTo(4);
        assertThat(alarm.leadMillis()).as("since the most recent spike").containsExactly(6_000L, 8_000L);
    }

    @Test
    void leadsDoNotCrossGaps() {
        RunEvents run = EventRuns.run(
                "run", EventRuns.watched(0, 105_000, 106_000, 600_000), new long[] {104_000}, new long[] {110_000});

        Prediction prediction = Prediction.of(EventRuns.analysis(List.of(run)), DEFAULTS, Prediction.Signals.NONE)
                .orElseThrow();

        assertThat(prediction.spikes().caught()).isZero();
        assertThat(prediction.spikes().leadMillis()).isEmpty();
        assertThat(prediction.spikes().leadMillis(0.5)).isEmpty();
    }

    @Test
    void isAbsentWithoutEventsOnBothSides() {
        RunEvents noSpike = EventRuns.run("run", EventRuns.watched(0, 600_000), new long[] {}, new long[] {110_000});
        RunEvents noCollapse = EventRuns.run("run", EventRuns.watched(0, 600_000), new long[] {110_000}, new long[] {});

        for (RunEvents run : List.of(noSpike, noCollapse)) {
            assertThat(Prediction.of(EventRuns.analysis(List.of(run)), DEFAULTS, Prediction.Signals.NONE))
                    .isEmpty();
        }
    }

    private static Map<String, SortedMap<String, TimeSeries>> celsius(double... values) {
        long[] times = LongStream.range(0, values.length).map(i -> 1000 * i).toArray();
        return Map.of("run", new TreeMap<>(Map.of("gpu0", TimeSeries.of(times, values))));
    }

    private static double[] warming(int... hot) {
        double[] values =
                IntStream.range(0, 1000).mapToDouble(i -> 50 + i / 1000.0).toArray();
        for (int i : hot) {
            values[i] = 90;
        }
        return values;
    }

    @Test
    void lowersTheTemperatureUntilThereAreAsManyAlarmsAsSpikes() {
        RunEvents run = EventRuns.run("run", EventRuns.watched(0, 1_000_000), new long[] {50_000, 450_000}, new long[] {
            110_000, 310_000, 900_000
        });
        Analysis analysis = EventRuns.analysis(List.of(run));

        TemperatureAlarm two = Prediction.of(
                        analysis,
                        DEFAULTS,
                        new Prediction.Signals(
                                new DetectedRuns(List.of()), celsius(warming(100, 101, 102, 104, 300, 301, 302))))
                .orElseThrow()
                .temperature()
                .orElseThrow();

        assertThat(two.alarm().alarms()).isEqualTo(2);
        assertThat(two.alarm().caught()).isEqualTo(2);
        assertThat(two.alarm().leadMillis()).containsExactly(10_000L, 10_000L);
        assertThat(two.quantile())
                .as("above the hot samples, 7 of 1000, is nothing")
                .isBetween(0.99, 0.995);
    }

    @Test
    void aHotStretchIsOneAlarmHoweverSeldomItIsSampled() {
        RunEvents run =
                EventRuns.run("run", EventRuns.watched(0, 15_000_000), new long[] {50_000}, new long[] {60_000});
        double[] values = warming(100, 101, 102, 104);
        TimeSeries everyQuarterOfAMinute = TimeSeries.of(
                IntStream.range(0, values.length).mapToLong(i -> 15_000L * i).toArray(), values);

        TemperatureAlarm alarm = Prediction.of(
                        EventRuns.analysis(List.of(run)),
                        DEFAULTS,
                        new Prediction.Signals(
                                new DetectedRuns(List.of()),
                                Map.of("run", new TreeMap<>(Map.of("gpu0", everyQuarterOfAMinute)))))
                .orElseThrow()
                .temperature()
                .orElseThrow();

        assertThat(alarm.alarm().alarms())
                .as("three samples, and one after a break")
                .isEqualTo(2);
    }

    @Test
    void takesTheNearestNumberOfAlarmsWhereNoneFits() {
        RunEvents run =
                EventRuns.run("run", EventRuns.watched(0, 1_000_000), new long[] {50_000}, new long[] {110_000});

        TemperatureAlarm alarm = Prediction.of(
                        EventRuns.analysis(List.of(run)),
                        DEFAULTS,
                        new Prediction.Signals(new DetectedRuns(List.of()), celsius(warming(100, 300, 500))))
                .orElseThrow()
                .temperature()
                .orElseThrow();

        assertThat(alarm.alarm().alarms()).as("three samples equally hot").isEqualTo(3);
    }

    @Test
    void comparesNothingWhereTheTemperatureOfARunIsNotKnown() {
        RunEvents run = EventRuns.run("run", EventRuns.watched(0, 1_000_000), new long[] {50_000}, new long[] {60_000});
        RunEvents other =
                EventRuns.run("other", EventRuns.watched(0, 1_000_000), new long[] {50_000}, new long[] {60_000});
        double[] constant = new double[1000];
        Arrays.fill(constant, 50);
        double[] unknown = new double[1000];
        Arrays.fill(unknown, Double.NaN);

        assertThat(temperature(List.of(run, other), celsius(warming(100)))).isFalse();
        assertThat(temperature(List.of(run), celsius(constant))).isFalse();
        assertThat(temperature(List.of(run), celsius(unknown))).isFalse();
        assertThat(temperature(List.of(run), Map.of())).isFalse();
        assertThat(temperature(List.of(run), celsius(warming(100)))).isTrue();
    }

    private static boolean temperature(List<RunEvents> runs, Map<String, SortedMap<String, TimeSeries>> celsius) {
        return Prediction.of(
                        EventRuns.analysis(runs),
                        DEFAULTS,
                        new Prediction.Signals(new DetectedRuns(List.of()), celsius))
                .orElseThrow()
                .temperature()
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"0.5, none", "0.6, weak", "0.69, weak", "0.7, moderate", "0.8, good", "0.9, very good", "1, very good"})
    void saysHowGoodAnAreaIs(double area, String word) {
        assertThat(new AheadOfCollapses(10, 5, java.util.OptionalDouble.of(area), 1, 10, 1).word())
                .hasValue(word);
    }
}
