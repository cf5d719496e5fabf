package org.thermograd.adapter.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeKind;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.analysis.statistics.Undefined;

class CostJsonTest {
    private final Map<String, Undefined> undefined = new TreeMap<>();

    private JsonNode written(EpisodeCost.Estimate estimate) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        EpisodeCost cost = new EpisodeCost(new EpisodeKind("gpu0", "sw_thermal"), 3, 60, 300, Optional.of(estimate));
        CostJson.write(
                new Costs(List.of(new RunCost("luna", 360, 2, 31.5, 400, List.of(cost))), List.of()),
                new JsonFields(node, "cost", undefined));
        return node.at("/runs/0");
    }

    @Test
    void writesEveryFigure() {
        JsonNode run = written(new EpisodeCost.Estimate(
                1.5,
                1.2,
                OptionalDouble.of(1.2),
                OptionalDouble.of(1.3),
                0.002,
                18,
                OptionalDouble.of(1.02),
                OptionalDouble.of(450),
                OptionalDouble.of(400)));

        assertThat(run.toString())
                .isEqualTo(
                        "{\"run\":\"luna\",\"steps\":360,\"stalls\":2,\"stallSeconds\":31.5,\"watchedSeconds\":400.0,"
                                + "\"episodes\":[{\"device\":\"gpu0\",\"reason\":\"sw_thermal\",\"episodes\":3,\"insideSteps\":60,"
                                + "\"outsideSteps\":300,\"insideSeconds\":1.5,\"outsideSeconds\":1.2,\"slowdown\":1.25,"
                                + "\"lower\":1.2,\"upper\":1.3,\"p\":0.002,\"lostSeconds\":18.0,\"lostSteps\":15.0,"
                                + "\"nearSlowdown\":1.02,\"insideJoules\":450.0,\"outsideJoules\":400.0,"
                                + "\"qualifiers\":[\"STEP_TIME_TREND\"]}]}");
        assertThat(undefined).isEmpty();
    }

    @Test
    void saysOfEachNullThatItIsNotEstimable() {
        JsonNode run = written(new EpisodeCost.Estimate(
                1.5,
                1.2,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                0.002,
                18,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty()));

        assertThat(run.at("/episodes/0/nearSlowdown").isNull()).isTrue();
        assertThat(run.at("/episodes/0/qualifiers")).isEmpty();
        assertThat(undefined.keySet())
                .containsExactly(
                        "cost.runs[0].episodes[0].insideJoules",
                        "cost.runs[0].episodes[0].lower",
                        "cost.runs[0].episodes[0].nearSlowdown",
                        "cost.runs[0].episodes[0].outsideJoules",
                        "cost.runs[0].episodes[0].upper");
        assertThat(undefined.values()).containsOnly(Undefined.NOT_ESTIMABLE);
    }
}
