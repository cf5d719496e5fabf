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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.thermograd.domain.analysis.coincidence.RateRatio;
import org.thermograd.domain.analysis.verdict.Analysis;
import org.thermograd.domain.analysis.verdict.Analyzer;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.Qualifier;
import org.thermograd.domain.analysis.verdict.Reason;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.testing.GoldenRuns;
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

    @Test
    void spikesFirst() {
        assertThat(goldenSentence(Vectors.read("02_coupled_forward.json").get("inputs")))
                .isEqualTo("Coupled: spikes precede collapses. 26 of 30 collapses (86.7 %) came 1–16 s after a spike,"
                        + " rate ratio 35.7 [12.4, 141], strong; q = 0.00173.");
    }

    @Test
    void collapsesFirst() {
        assertThat(goldenSentence(Vectors.read("03_coupled_reverse.json").get("inputs")))
                .matches("Coupled: collapses precede spikes\\. \\d+ of \\d+ spikes \\(.* %\\) came 1–16 s after a"
                        + " collapse, rate ratio .* \\[.*\\], strong; q = .*\\.");
    }

    @Test
    void bothDirections() {
        JsonNode feedback = Vectors.read("12_verdicts.json").at("/cases/1/inputs");

        assertThat(goldenSentence(feedback))
                .matches("Coupled in both directions: feedback or a common driver; order not identified\\. \\d+ of \\d+"
                        + " collapses .* after a spike, .*; q = .*\\. \\d+ of \\d+ spikes .* after a collapse, .*\\.");
    }

    @Test
    void orderUnresolved() {
        assertThat(sentence(new Verdict.Coupled(Optional.empty())))
                .isEqualTo("Coupled within ±1 s: order not resolvable at this sampling rate.");
    }

    @Test
    void noEvidence() {
        assertThat(sentence(new Verdict.NoEvidenceAdequatePower(2.0849)))
                .isEqualTo("No evidence of coupling; the session had ≥ 80 % power to see a rate ratio ≥ 2.08.");
    }

    @Test
    void inconclusive() {
        assertThat(sentence(new Verdict.InconclusiveTooShort(OptionalLong.of(34))))
                .isEqualTo("Inconclusive: too short. Run ≥ 34 minutes more (for RR ≥ 3).");
        assertThat(sentence(
                        new Verdict.InconclusiveTooShort(OptionalLong.of(34)), Qualifier.WINDOWS_SATURATED_BACKWARD))
                .isEqualTo("Inconclusive: too short. Run ≥ 34 minutes more (for RR ≥ 3). Windows saturate: lower ΔT"
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
        Verdict verdict = new Verdict.NotEstimable(
                new TreeSet<>(Set.of(reason)),
                new Verdict.Plan(OptionalLong.empty(), OptionalDouble.empty(), 0.1),
                OptionalDouble.empty());

        assertThat(sentence(verdict)).matches("Not estimable: [a-z0-9 ]+\\. This says nothing about coupling\\.");
    }

    @Test
    void notEstimableWithBoundAndPlan() {
        Verdict verdict = new Verdict.NotEstimable(
                new TreeSet<>(Set.of(Reason.ZERO_COLLAPSES, Reason.ZERO_SPIKES)),
                new Verdict.Plan(OptionalLong.of(583), OptionalDouble.of(46.6), 0.1),
                OptionalDouble.of(17.97));

        assertThat(sentence(verdict))
                .isEqualTo("Not estimable: zero collapses; zero spikes. This says nothing about coupling. The collapse"
                        + " rate is below 18/h (95 %). Plan ≥ 583 minutes.");
    }

    @ParameterizedTest
    @EnumSource(Qualifier.class)
    void everyQualifierHasWords(Qualifier qualifier) {
        assertThat(Sentences.qualifier(qualifier)).startsWith("").matches("[a-z ,:]+");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2, 1.1, 1.4, negligible",
        "0.5, 0.2, 0.9, negligible",
        "1.5, 1.5, 2.9, weak",
        "3, 3, 9.9, moderate",
        "10, 10, 99, strong",
        "5, 2, 12, moderate (uncertain)",
        "NaN, 12, NaN, strong",
        "NaN, 2, NaN, strong (uncertain)"
    })
    void labelsTheSizeOfARateRatio(double estimate, double lower, double upper, String label) {
        assertThat(Sentences.label(ratio(estimate, lower, upper))).isEqualTo(label);
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
        Analysis forward = new Analyzer(CorrelationConfig.DEFAULTS)
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
