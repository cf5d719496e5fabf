package org.thermograd.adapter.report.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.coincidence.RateRatio;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.PlanRates;
import org.thermograd.domain.analysis.verdict.PooledRuns;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.testing.GoldenRuns;
import org.thermograd.testing.VectorRuns;
import org.thermograd.testing.Vectors;

class SentencesTest {
    private static String sentence(Verdict verdict, Qualifier... qualifiers) {
        Set<Qualifier> set = EnumSet.noneOf(Qualifier.class);
        set.addAll(List.of(qualifiers));
        Analysis analysis = new Analysis(
                1000,
                60_000,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                set,
                verdict);
        return Sentences.verdict(analysis, CorrelationConfig.DEFAULTS);
    }

    private static String goldenSentence(JsonNode inputs) {
        return Sentences.verdict(
                new Analyzer(CorrelationConfig.DEFAULTS).analyze(GoldenRuns.session(inputs, "run")),
                CorrelationConfig.DEFAULTS);
    }

    private static RateRatio ratio(Double estimate, Double lower, Double upper) {
        return new RateRatio(optional(estimate), optional(lower), optional(upper));
    }

    private static OptionalDouble optional(Double value) {
        return value.isNaN() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static String vectorSentence(String file, int place) {
        JsonNode one = Vectors.read(file).get("cases").get(place);
        CorrelationConfig config = VectorRuns.config(one);
        Analysis analysis = new Analyzer(config)
                .judge(
                        new PooledRuns(VectorRuns.runs(one), List.of(), List.of(), Set.of()),
                        one.get("guardMs").longValue());
        return Sentences.verdict(analysis, config);
    }

    static Stream<Arguments> vectorSentences() {
        return Stream.of(
                Arguments.of(
                        "15_resume.json",
                        0,
                        "Inconclusive: too few events. To detect a rate ratio of 3, run ≥ 7.23 h more at these rates. What there is of collapses after"
                                + " spikes lies in the minute after pauses (evaluation, checkpoint, restart)."),
                Arguments.of(
                        "15_resume.json",
                        1,
                        "Coupled: spikes precede collapses. 8 of 36 collapses (22.2 %) began 1–16 s after a step with a"
                                + " spike; chance gives 2.9. Rate ratio 3.25 (95% CI 1.28–7.32), negligible to moderate;"
                                + " q = 0.0385. It would not hold for a flag 5 s late."),
                Arguments.of(
                        "15_resume.json",
                        2,
                        "Coupled: spikes precede collapses. 32 of 53 collapses (60.4 %) began 1–16 s after a step with a"
                                + " spike; chance gives 5.5. Rate ratio 13.2 (95% CI 7.4–24.1), moderate to strong;"
                                + " q = 0.000824. It holds without the 21 pauses and the minute after each as well. A"
                                + " confounder that acts within 45 s is not excluded."),
                Arguments.of(
                        "15_resume.json",
                        4,
                        "Spikes and collapses come in the same minutes: 19 of 104 spikes after collapses (18.3 %), chance"
                                + " gives 7.9, rate ratio 2.72 (95% CI 1.56–4.51); q = 0.00328. Inside 45 s they show no"
                                + " firm order (p = 0.0406), so a confounder that lasts about a minute (sequence length,"
                                + " data, load) explains it as well."),
                Arguments.of(
                        "16_step_intervals.json",
                        0,
                        "Coupled, order not resolvable: 55 of 78 collapses (70.5 %) began during a step with a spike or"
                                + " within 1 s of it; chance gives 2.7. Rate ratio 67 (95% CI 40.5–114); p = 9.3e-05."),
                Arguments.of(
                        "16_step_intervals.json",
                        2,
                        "Coupled: collapses precede spikes. 48 of 113 spikes (42.5 %) belong to a step that began 1–16 s"
                                + " after a collapse; chance gives 8.1. Rate ratio 9.54 (95% CI 6.43–14.1), moderate"
                                + " to strong; q = 0.00102. A confounder that acts within 45 s is not excluded."),
                Arguments.of(
                        "17_latency_windows.json",
                        0,
                        "Coupled, order not known: 23 of 41 collapses (56.1 %) were flagged 1–16 s after a step with a"
                                + " spike; chance gives 5.3. Rate ratio 8.59 (95% CI 4.44–16.9), moderate to strong;"
                                + " q = 0.00116. If the collapse flag is 10 s late, collapses come first. State its latency"
                                + " (--detector-latency)."),
                Arguments.of(
                        "17_latency_windows.json",
                        2,
                        "Coupled: spikes precede collapses. 60 of 84 collapses (71.4 %) began 1–16 s after a step with a"
                                + " spike; chance gives 10.8. Rate ratio 16.9 (95% CI 10.4–28.3), strong; q = 0.000249."
                                + " It holds for a flag up to 10 s late. A confounder that acts within 45 s is not"
                                + " excluded."),
                Arguments.of(
                        "17_latency_windows.json",
                        3,
                        "Inconclusive: nothing within 15 s, but collapses after spikes within 30 s (rate ratio 4.98"
                                + " (95% CI 3.22–7.7), q = 0.0129, one of 10 tests). Test it on new data with --delta-t"
                                + " 30s."),
                Arguments.of(
                        "17_latency_windows.json",
                        4,
                        "No evidence of coupling within 15 s, nor in windows of 5 to 120 s. The session had ≥ 80 % power"
                                + " to see a rate ratio ≥ 2.09 within 15 s; a smaller one is not excluded."));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("vectorSentences")
    void saysWhatWasFoundAgainstWhichChance(String file, int place, String sentence) {
        assertThat(vectorSentence(file, place)).isEqualTo(sentence);
    }

    @Test
    void bothDirections() {
        JsonNode feedback = Vectors.read("12_verdicts.json").at("/cases/1/inputs");

        assertThat(goldenSentence(feedback))
                .isEqualTo(
                        "Coupled within 15 s in both directions: 18 of 18 collapses after spikes (100 %), chance gives"
                                + " 4.0, rate ratio ∞ (95% CI 15.4–∞); 18 of 36 spikes after collapses (50 %), chance gives"
                                + " 4.1, rate ratio 7.89 (95% CI 3.87–16.1). Feedback or a confounder; no order is"
                                + " claimed.");
    }

    @Test
    void namesWhatCouldNotBeTestedWithoutPauses() {
        assertThat(sentence(new Verdict.InconclusiveTooShort(OptionalLong.of(34)), Qualifier.PAUSES_NOT_LEFT_OUT))
                .isEqualTo(
                        "Inconclusive: too few events. To detect a rate ratio of 3, run ≥ 34 min more at these rates. A run is too short, pauses too"
                                + " often or does not show its pauses, so this was not tested without the minutes after"
                                + " pauses.");
    }

    @Test
    void inconclusive() {
        assertThat(sentence(new Verdict.InconclusiveTooShort(OptionalLong.of(34))))
                .isEqualTo(
                        "Inconclusive: too few events. To detect a rate ratio of 3, run ≥ 34 min more at these rates.");
        assertThat(sentence(
                        new Verdict.InconclusiveTooShort(OptionalLong.of(34)), Qualifier.WINDOWS_SATURATED_BACKWARD))
                .isEqualTo(
                        "Inconclusive: too few events. To detect a rate ratio of 3, run ≥ 34 min more at these rates. Windows saturate: lower ΔT"
                                + " (--delta-t) or use a stricter detector.");
        assertThat(sentence(
                        new Verdict.InconclusiveTooShort(OptionalLong.empty()), Qualifier.WINDOWS_SATURATED_FORWARD))
                .isEqualTo("Inconclusive: windows saturate, and more time does not help; lower ΔT (--delta-t) or use a"
                        + " stricter detector.");
        assertThat(sentence(new Verdict.InconclusiveTooShort(OptionalLong.empty())))
                .isEqualTo("Inconclusive: too few events, and more time alone would not settle it.");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void notEstimableForEveryReason(Reason reason) {
        Verdict verdict =
                new Verdict.NotEstimable(new TreeSet<>(Set.of(reason)), Optional.empty(), OptionalDouble.empty());

        assertThat(sentence(verdict)).matches("Not estimable: [a-z0-9 ]+\\. This says nothing about coupling\\.");
    }

    @Test
    void notEstimableWithBoundAndPlan() {
        Verdict verdict = new Verdict.NotEstimable(
                new TreeSet<>(Set.of(Reason.ZERO_COLLAPSES, Reason.ZERO_SPIKES)),
                Optional.of(new Verdict.Plan(
                        OptionalLong.of(583), OptionalDouble.of(46.6), 0.1, PlanRates.assumed(PowerConfig.DEFAULTS))),
                OptionalDouble.of(17.97));

        assertThat(sentence(verdict))
                .isEqualTo("Not estimable: zero collapses; zero spikes. This says nothing about coupling. The collapse"
                        + " rate is below 18/h (95 %). Plan a session of ≥ 9.72 h.");
    }

    @ParameterizedTest
    @EnumSource(Qualifier.class)
    void everyQualifierHasWords(Qualifier qualifier) {
        assertThat(Sentences.qualifier(qualifier)).startsWith("").matches("[a-z ,:()-]+");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, 1.1, 1.4, negligible",
        "0.5, 0.2, 0.9, negligible",
        "1.5, 1.5, 2.9, weak",
        "3, 3, 9.9, moderate",
        "10, 10, 99, strong",
        "5, 2, 12, weak to strong",
        "NaN, 12, NaN, strong",
        "NaN, 2, NaN, weak to strong"
    })
    void labelsTheSizeOfARateRatio(double estimate, double lower, double upper, String label) {
        assertThat(RatioWords.label(ratio(estimate, lower, upper))).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "35.651, 12.37, 140.6, '35.7 [12.4, 141]'",
        "0, 0, 0.734, '0 [0, 0.734]'",
        "NaN, 4.5, NaN, '∞ [4.5, ∞]'",
        "NaN, NaN, NaN, undefined"
    })
    void writesARateRatioWithItsInterval(double estimate, double lower, double upper, String text) {
        assertThat(Sentences.rateRatio(ratio(estimate, lower, upper))).isEqualTo(text);
    }

    @Test
    void remarksOnFewerThanChanceInEitherDirection() {
        Analysis forward = new Analyzer(GoldenRuns.asBefore(CorrelationConfig.DEFAULTS))
                .analyze(GoldenRuns.session(
                        Vectors.read("02_coupled_forward.json").get("inputs"), "run"));

        assertThat(Sentences.fewerThanChance(forward))
                .containsExactly("spikes after collapses: fewer than chance, rate ratio 0 [0, 0.734]");
    }

    @Test
    void noGoldenSentenceSaysMoreThanWasSeen() {
        Stream<JsonNode> cases = StreamSupport.stream(
                Vectors.read("05_edge_cases.json").get("cases").spliterator(), false);

        assertThat(cases.map(edge -> Sentences.verdict(
                        new Analyzer(CorrelationConfig.DEFAULTS).analyze(GoldenRuns.runs(edge.at("/inputs/runs"))),
                        CorrelationConfig.DEFAULTS)))
                .isNotEmpty()
                .allSatisfy(sentence -> assertThat(sentence.toLowerCase(java.util.Locale.ROOT))
                        .doesNotContainPattern("\\b(independent|no correlation|cause|caused|causes|proves)\\b"));
    }
}
