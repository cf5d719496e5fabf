package org.thermograd.testing;

import static org.thermograd.testing.Numbers.doubles;
import static org.thermograd.testing.Numbers.longs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.analysis.coincidence.CoincidenceConfig;
import org.thermograd.domain.analysis.coincidence.PowerConfig;
import org.thermograd.domain.analysis.run.DetectorConfig;
import org.thermograd.domain.analysis.run.EventConfig;
import org.thermograd.domain.analysis.run.Run;
import org.thermograd.domain.analysis.verdict.CorrelationConfig;
import org.thermograd.domain.analysis.verdict.PlanRates;
import org.thermograd.domain.analysis.verdict.Verdict;
import org.thermograd.domain.analysis.verdict.VerdictRules;
import org.thermograd.domain.series.GapRule;
import org.thermograd.domain.series.PauseRule;
import org.thermograd.domain.series.TimeSeries;
import org.thermograd.domain.spike.LevelShiftRule;

/** Runs and parameters as the vectors hold them. */
public final class GoldenRuns {
    private static final List<String> NEWER = List.of(
            "shiftEvents",
            "visibility",
            "incidents",
            "latency",
            "chance",
            "planSpikes",
            "planCollapses",
            "pResume",
            "pShort",
            "pOrder",
            "qOrder");
    private static final LevelShiftRule NO_SHIFTS = new LevelShiftRule(Integer.MAX_VALUE, 2, 20, 1);

    private static final PauseRule NO_PAUSES = new PauseRule(0, 3, 2_000, 2, 2, 10, 1.5, 3);

    private GoldenRuns() {}

    /** Reads an array of {@code {id, train, devices}}. */
    public static List<Run> runs(JsonNode array) {
        List<Run> runs = new ArrayList<>();
        array.forEach(run -> runs.add(run(run)));
        return runs;
    }

    private static Run run(JsonNode run) {
        SortedMap<String, TimeSeries> devices = new TreeMap<>();
        run.get("devices").properties().forEach(device -> devices.put(device.getKey(), flags(device.getValue())));
        return new Run(run.get("id").textValue(), gradNorm(run.get("train")), devices);
    }

    /** Reads one run of one device {@code {train, hardware}}. */
    public static List<Run> session(JsonNode inputs, String id) {
        return List.of(new Run(
                id,
                gradNorm(inputs.get("train")),
                new TreeMap<>(java.util.Map.of("gpu0", flags(inputs.get("hardware"))))));
    }

    private static TimeSeries gradNorm(JsonNode train) {
        return TimeSeries.of(longs(train.get("t")), doubles(train.get("gradNorm")));
    }

    private static TimeSeries flags(JsonNode device) {
        return TimeSeries.of(longs(device.get("t")), doubles(device.get("collapse")));
    }

    /** Takes out what the vectors 00 to 13 do not have yet. */
    public static void withoutNewer(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(NEWER);
        }
        node.forEach(GoldenRuns::withoutNewer);
    }

    /** Puts the plan of the vectors 00 to 13, at assumed rates whatever a session was like, where a session is not estimable. */
    public static void planAsBefore(ObjectNode analysis, CorrelationConfig config) {
        Verdict.Plan plan = VerdictRules.plan(PlanRates.assumed(config.power()), config);
        analysis.put("planMinutes", plan.minutes().orElseThrow());
        analysis.put("planMu", plan.expectedCollapses().orElseThrow());
        analysis.put("planExposure", plan.exposure());
    }

    /** Returns parameters in the mode of the vectors 00 to 13, which know none of what came later. */
    public static CorrelationConfig asBefore(CorrelationConfig config) {
        EventConfig events = config.events();
        CoincidenceConfig coincidence = config.coincidence();
        PowerConfig power = config.power();
        return new CorrelationConfig(
                config.detector(),
                new EventConfig(
                        events.spikeRefractoryMillis(),
                        events.collapseRefractoryMillis(),
                        events.detectorLatencyMillis(),
                        false,
                        events.gaps(),
                        NO_SHIFTS,
                        NO_PAUSES,
                        false,
                        false),
                new CoincidenceConfig(
                        coincidence.clockUncertaintyMillis(),
                        coincidence.deltaTMillis(),
                        coincidence.blockMillis(),
                        coincidence.alpha(),
                        coincidence.syncAlpha(),
                        coincidence.minRateRatio(),
                        coincidence.maxExposure(),
                        0,
                        List.of(),
                        List.of()),
                new PowerConfig(
                        power.targetRateRatio(),
                        power.targetPower(),
                        power.designInflation() == PowerConfig.DEFAULTS.designInflation()
                                ? 1.25
                                : power.designInflation(),
                        power.planSpikesPerHour(),
                        power.planCollapsesPerHour()));
    }

    /** Reads the parameters by their names in the vectors 00 to 13, which know none of what came later. */
    public static CorrelationConfig config(JsonNode p) {
        return asBefore(new CorrelationConfig(
                new DetectorConfig(
                        p.get("detector").textValue(),
                        p.get("W").intValue(),
                        p.get("minN").intValue(),
                        p.get("k").doubleValue(),
                        p.get("sigmaFloor").doubleValue(),
                        p.get("minRatio").doubleValue(),
                        p.get("batchK").doubleValue()),
                new EventConfig(
                        p.get("spikeRefractoryMs").longValue(),
                        p.get("collapseRefractoryMs").longValue(),
                        p.get("detectorLatencyMs").longValue(),
                        new GapRule(
                                p.get("gapFactor").doubleValue(),
                                p.get("gapMinMs").longValue())),
                new CoincidenceConfig(
                        p.get("clockUncertaintyMs").longValue(),
                        p.get("deltaTMs").longValue(),
                        p.get("blockMs").longValue(),
                        p.get("alpha").doubleValue(),
                        p.get("syncAlpha").doubleValue(),
                        p.get("minRR").doubleValue(),
                        p.get("maxExposure").doubleValue()),
                new PowerConfig(
                        p.get("targetRR").doubleValue(),
                        p.get("targetPower").doubleValue(),
                        p.get("designInflation").doubleValue(),
                        p.get("planSpikesPerHour").doubleValue(),
                        p.get("planCollapsesPerHour").doubleValue())));
    }
}
