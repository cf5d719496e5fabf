package org.thermograd.adapter.exposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyTest {
    @Test
    void takesItsUnitFromItsName() {
        assertThat(Family.counter("a_seconds_total", "A.").unit()).contains("seconds");
        assertThat(Family.gauge("a_fan_speed_rpm", "A.").unit()).contains("rpm");
        assertThat(Family.gauge("a_active", "A.").unit()).isEmpty();
        assertThat(Family.info("a_seconds_info", "A.").unit()).isEmpty();
        assertThat(Family.histogram("a_size_bytes", "A.").metadata().getUnit()).hasToString("bytes");
    }

    @Test
    void refusesANameThatItsTypeDoesNotWant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Family.counter("a_seconds", "A."))
                .withMessage("name must end with _total, got a_seconds");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Family.info("a_build", "A."))
                .withMessage("name must end with _info, got a_build");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_total", "a_info", "a_created", "a_count", "a_sum", "a_bucket"})
    void refusesAGaugeThatLooksLikeAnotherType(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Family.gauge(name, "A."))
                .withMessage("name must not end like a sample of another type, got " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A_b", "a_B", "1a_b", "a-b_c", "a__b", "a:b_c"})
    void refusesAnotherCase(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Family.gauge(name, "A."))
                .withMessage("name must be in snake case with a prefix, got " + name);
    }

    @Test
    void leavesOutALabelWithoutAValue() {
        GaugeSnapshot snapshot = (GaugeSnapshot) new Points(Family.gauge("a_b", "A.", "x", "y"))
                .add(1, "", "2")
                .snapshot()
                .orElseThrow();

        assertThat(snapshot.getDataPoints().get(0).getLabels().toString()).isEqualTo("{y=\"2\"}");
    }

    @Test
    void refusesMoreOrFewerLabelValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Points(Family.gauge("a_b", "A.", "x")).add(1, "1", "2"))
                .withMessage("labelValues must be as many as [x] of a_b, got [1, 2]");
    }

    @Test
    void refusesAHistogram() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Points(Family.histogram("a_b", "A.")).add(1, List.of()))
                .withMessage("family must not be a histogram or a summary, got a_b");
    }

    @Test
    void aSummaryIsItsCountAndItsSum() {
        MetricSnapshot snapshot = new Points(Family.summary("a_seconds", "A.", "rank"))
                .addSummary(2, 0.75, "1")
                .snapshot()
                .orElseThrow();

        assertThat(FlatSeries.of(List.of(snapshot)))
                .extracting(
                        FlatSeries::name,
                        FlatSeries::growing,
                        one -> one.value().orElseThrow())
                .containsExactly(tuple("a_seconds_count", true, 2.0), tuple("a_seconds_sum", true, 0.75));
    }

    @Test
    void aFamilyWithoutSamplesIsNotThere() {
        assertThat(new Points(Family.info("a_b_info", "A.")).snapshot()).isEmpty();
    }
}
