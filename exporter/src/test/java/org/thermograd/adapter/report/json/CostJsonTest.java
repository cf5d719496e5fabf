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
import org.thermograd.domain.analysis.cost.BestDecile;
import org.thermograd.domain.analysis.cost.DoseResponse;
import org.thermograd.domain.analysis.cost.EpisodeCost;
import org.thermograd.domain.analysis.cost.EpisodeCost.Method;
import org.thermograd.domain.analysis.cost.RunCost;
import org.thermograd.domain.analysis.report.Costs;
import org.thermograd.domain.analysis.statistics.Undefined;
import org.thermograd.domain.cost.EpisodeKind;
import org.thermograd.domain.cost.Slowdown;

class CostJsonTest {
    private final Map<String, Undefined> undefined = new TreeMap<>();

    private JsonNode written(
            Optional<Slowdown> slowdown,
            OptionalDouble joules,
            Optional<DoseResponse> dose,
            Optional<BestDecile> decile) {
        ObjectNode node = new ObjectMapper().createObjectNode();
        EpisodeCost cost = new EpisodeCost(
                new EpisodeKind("gpu0", "sw_thermal"),
                6,
                Method.MATCHED,
                Optional.of(new EpisodeCost.Sides(
                        new EpisodeCost.Steps(60, OptionalDouble.of(1.5), joules),
                        new EpisodeCost.Steps(300, OptionalDouble.of(1.2), joules))),
                100,
                OptionalDouble.of(0.25),
                slowdown);
        CostJson.write(
                new Costs(
                        List.of(new RunCost(
                                "luna", Optional.of(new RunCost.Used(360, 2, 31.5)), 400, List.of(cost), dose, decile)),
                        List.of()),
                new JsonFields(node, "cost", undefined));
        return node.at("/runs/0");
    }

    @Test
    void writesEveryFigure() {
        JsonNode run = written(
                Optional.of(new Slowdown(
                        5,
                        1.25,
                        Optional.of(new Slowdown.Interval(
                                1.2, 2, OptionalDouble.of(0.002), Optional.of(new Slowdown.LateFlag(5000, 1.6)))))),
                OptionalDouble.of(450),
                Optional.of(new DoseResponse.Estimated("gpu0", 158, 7, 1.98e9, 0.8, 1.5, 1.19, 1.17, 1.2, true)),
                Optional.of(new BestDecile(1.1, 1.2)));

        assertThat(run.toString())
                .isEqualTo(
                        "{\"run\":\"luna\",\"steps\":360,\"stalls\":2,\"stallSeconds\":31.5,\"watchedSeconds\":400.0,"
                                + "\"episodes\":[{\"device\":\"gpu0\",\"reason\":\"sw_thermal\",\"episodes\":6,"
                                + "\"method\":\"matched\",\"clusters\":5,\"insideSteps\":60,\"outsideSteps\":300,"
                                + "\"insideSeconds\":1.5,\"outsideSeconds\":1.2,\"insideTotalSeconds\":100.0,"
                                + "\"coveredShare\":0.25,\"slowdown\":1.25,\"lower\":1.2,\"upper\":2.0,\"p\":0.002,"
                                + "\"lateMs\":5000,\"lateSlowdown\":1.6,\"lostSeconds\":19.999999999999996,"
                                + "\"lostLower\":16.666666666666664,\"lostUpper\":50.0,\"lostSteps\":16.666666666666664,"
                                + "\"insideJoules\":450.0,\"outsideJoules\":450.0,\"qualifiers\":[\"FLAG_LATE\"]}],"
                                + "\"dose\":{\"device\":\"gpu0\",\"bins\":158,\"blocks\":7,\"clockMax\":1.98E9,"
                                + "\"meanClockShare\":0.8,\"slowdown\":1.19,\"lower\":1.17,\"upper\":1.2,"
                                + "\"extrapolated\":true},"
                                + "\"bestDecile\":{\"decileSeconds\":1.1,\"medianSeconds\":1.2}}");
        assertThat(undefined).isEmpty();
    }

    @Test
    void saysOfEachNullThatItIsNotEstimable() {
        JsonNode run = written(
                Optional.of(new Slowdown(3, 1.25, Optional.empty())),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty());

        assertThat(run.at("/episodes/0/lower").isNull()).isTrue();
        assertThat(run.at("/episodes/0/lateMs").intValue()).isZero();
        assertThat(run.at("/episodes/0/qualifiers").toString()).isEqualTo("[\"FEW_EPISODES\"]");
        String episode = "cost.runs[0].episodes[0].";
        assertThat(undefined.keySet())
                .containsExactly(
                        "cost.runs[0].bestDecile",
                        "cost.runs[0].dose",
                        episode + "insideJoules",
                        episode + "lateSlowdown",
                        episode + "lostLower",
                        episode + "lostSeconds",
                        episode + "lostSteps",
                        episode + "lostUpper",
                        episode + "lower",
                        episode + "outsideJoules",
                        episode + "p",
                        episode + "upper");
        assertThat(undefined.values()).containsOnly(Undefined.NOT_ESTIMABLE);
    }

    @Test
    void saysWhyStepTimeIsNotComparedWithTheClock() {
        JsonNode run = written(
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(new DoseResponse.Refused("gpu0", DoseResponse.Reason.CLOCK_HARDLY_VARIES)),
                Optional.empty());

        assertThat(run.get("dose").toString()).isEqualTo("{\"device\":\"gpu0\",\"reason\":\"CLOCK_HARDLY_VARIES\"}");
    }
}
