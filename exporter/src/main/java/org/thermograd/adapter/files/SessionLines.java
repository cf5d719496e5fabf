package org.thermograd.adapter.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.thermograd.domain.collapse.CollapseReason;
import org.thermograd.domain.hardware.ClockChange;
import org.thermograd.domain.ingest.RunEnd;
import org.thermograd.domain.spike.LogHampel;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.Signal;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;
import org.thermograd.domain.training.TrainingStep;

/** Steps and events as lines of training.jsonl and events.jsonl. Stateless and thread-safe. */
final class SessionLines {
    static final String COLLAPSE = "collapse";
    static final String SPIKE = "spike";
    static final String CLOCK_SET = "clock_set";
    static final String MARK = "mark";
    static final String PHASE = "phase";
    static final String RANK_STEP = "rank_step";
    static final String RANK_STEP_TIME = "step_time";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SessionLines() {}

    /** Returns a step that has a time. Values that are not finite stand as bare words, as in other training logs. */
    static String step(RunId run, TrainingStep step) {
        long millis = step.epochMillis().orElseThrow();
        StringBuilder line = new StringBuilder(128)
                .append("{\"run\":\"")
                .append(run.value())
                .append("\",\"step\":")
                .append(step.step())
                .append(",\"timestamp_shared\":")
                .append(millis / 1000)
                .append(String.format(Locale.ROOT, ".%03d", millis % 1000));
        for (Signal signal : Signal.values()) {
            step.value(signal)
                    .ifPresent(value ->
                            line.append(",\"").append(signal.id()).append("\":").append(value));
        }
        return line.append('}').toString();
    }

    /** Returns a collapse that goes on, or that has ended. */
    static String collapse(String device, CollapseReason reason, long onsetMillis, OptionalLong endMillis) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("type", COLLAPSE);
        node.put("device", device);
        node.put("kind", reason.kind().id());
        node.put("reason", reason.id());
        node.put("onset", SessionTime.text(onsetMillis));
        node.put("end", time(endMillis));
        return text(node);
    }

    /** Returns a spike. */
    static String spike(RunId run, long onsetMillis, long step) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("type", SPIKE);
        node.put("run", run.value());
        node.put("kind", LogHampel.ID);
        node.put("onset", SessionTime.text(onsetMillis));
        node.put("step", step);
        return text(node);
    }

    /** Returns a moment that a run marked. */
    static String mark(RunId run, TrainingMark mark) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("type", MARK);
        node.put("run", run.value());
        node.put("onset", SessionTime.text(mark.epochMillis()));
        node.put("text", mark.text());
        return text(node);
    }

    /** Returns a phase of a run without training. */
    static String phase(RunId run, TrainingPhase phase) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("type", PHASE);
        node.put("run", run.value());
        node.put("name", phase.name());
        node.put("onset", SessionTime.text(phase.time().startMillis()));
        node.put("end", SessionTime.text(phase.time().endMillis()));
        return text(node);
    }

    /** Returns what a rank says of its own part of a step, which has a time. */
    static String rankStep(RunId run, RankStep step) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("type", RANK_STEP);
        node.put("run", run.value());
        node.put("rank", step.rank());
        node.put("onset", SessionTime.text(step.epochMillis().orElseThrow()));
        node.put("step", step.step());
        step.stepSeconds().ifPresent(seconds -> node.put(RANK_STEP_TIME, seconds));
        step.gradNorm().ifPresent(norm -> node.put(Signal.GRAD_NORM.id(), norm));
        return text(node);
    }

    /** Returns that the clock of the host was set; it is of the time after. */
    static String clockSet(ClockChange change) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("type", CLOCK_SET);
        node.put("onset", SessionTime.text(change.after().toEpochMilli()));
        node.put("before", SessionTime.text(change.before().toEpochMilli()));
        return text(node);
    }

    /** Returns a run that goes on. */
    static String run(RunId run, long onsetMillis, SortedMap<String, String> labels, List<String> devices) {
        ObjectNode node = run(run, onsetMillis, Optional.empty(), OptionalLong.empty());
        ObjectNode tags = node.putObject("labels");
        labels.forEach(tags::put);
        devices.forEach(node.putArray("devices")::add);
        return text(node);
    }

    /** Returns a run that has ended. */
    static String ended(RunId run, RunEnd how, long onsetMillis, long endMillis) {
        return text(run(run, onsetMillis, Optional.of(how), OptionalLong.of(endMillis)));
    }

    private static ObjectNode run(RunId run, long onsetMillis, Optional<RunEnd> how, OptionalLong endMillis) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("type", SessionFiles.RUN);
        node.put("run", run.value());
        how.ifPresent(end -> node.put("reason", end.name().toLowerCase(Locale.ROOT)));
        node.put("onset", SessionTime.text(onsetMillis));
        node.put("end", time(endMillis));
        return node;
    }

    private static @Nullable String time(OptionalLong millis) {
        return millis.isPresent() ? SessionTime.text(millis.getAsLong()) : null;
    }

    private static String text(ObjectNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values must be writable", e);
        }
    }
}
