package org.thermograd.adapter.http.push;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.thermograd.domain.training.StepField;
import org.thermograd.domain.training.TrainingStep;

/** Collects the fields of one step. Confined to one thread; used again and again. */
final class StepsBodyEntry {
    /** The place of a step that is in no array. */
    static final int ALONE = -1;

    private final long latestMillis;
    /** The fields there were, with the names they had. */
    private final Map<StepField, String> given = new EnumMap<>(StepField.class);

    private final Supplier<String> field = this::field;
    private int index;
    private String fieldName = "";
    private long step;
    private Time time = Time.ABSENT;
    private Time sharedTime = Time.ABSENT;
    private Optional<PushRefusedException> unknown = Optional.empty();
    private int unknownFields;
    private OptionalDouble gradNorm = OptionalDouble.empty();
    private OptionalDouble loss = OptionalDouble.empty();
    private OptionalDouble learningRate = OptionalDouble.empty();

    /** What was read of a time, or why it was refused, which matters only if it is the one that counts. */
    private record Time(OptionalLong epochMillis, Optional<PushRefusedException> refusal) {
        static final Time ABSENT = new Time(OptionalLong.empty(), Optional.empty());
    }

    /** Makes an empty entry; a time after {@code latestMillis} is refused. */
    StepsBodyEntry(long latestMillis) {
        this.latestMillis = latestMillis;
    }

    /** Starts an entry at a place in the array of steps, {@link #ALONE} outside. */
    void start(int place) {
        index = place;
        given.clear();
        time = Time.ABSENT;
        sharedTime = Time.ABSENT;
        unknown = Optional.empty();
        unknownFields = 0;
        gradNorm = OptionalDouble.empty();
        loss = OptionalDouble.empty();
        learningRate = OptionalDouble.empty();
    }

    private String field() {
        return path(fieldName);
    }

    /** Returns the path of a field, such as {@code steps[3].step}. */
    private String path(String name) {
        return index == ALONE ? name : "steps[" + index + "]." + name;
    }

    /** Returns the name of a field that was given, absent if there was none. */
    Optional<String> firstGiven() {
        return given.values().stream().findFirst();
    }

    /** Reads a whole object, at whose start the parser stands. */
    void readObject(JsonParser parser, int place) throws IOException, PushRefusedException {
        start(place);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            readField(parser, name);
        }
    }

    /** Reads one field, at whose value the parser stands. */
    void readField(JsonParser parser, String name) throws IOException, PushRefusedException {
        StepField kind = StepField.of(name);
        fieldName = name;
        if (kind == null) {
            readUnknown(parser, name);
            return;
        }
        String before = given.put(kind, name);
        if (before != null && !kind.isPassedOver()) {
            throw StepsBodyValue.wrong(
                    parser, path(name), "given once" + (before.equals(name) ? "" : ", but " + before + " is the same"));
        }
        switch (kind) {
            case STEP -> step = StepsBodyValue.integer(parser, field, TrainingStep.MAX_STEP);
            case TIMESTAMP -> time = time(parser);
            case TIMESTAMP_SHARED -> sharedTime = time(parser);
            case GRAD_NORM -> gradNorm = StepsBodyValue.number(parser, field);
            case LOSS -> loss = StepsBodyValue.number(parser, field);
            case LEARNING_RATE -> learningRate = StepsBodyValue.number(parser, field);
            case PASSED_OVER, SUMMARY -> parser.skipChildren();
        }
    }

    /** Passes over a number of a name that nobody knows; refuses what is no number, or looks like a misspelling. */
    private void readUnknown(JsonParser parser, String name) throws IOException, PushRefusedException {
        Optional<StepField> meant = StepField.meant(name);
        if (name.equals("rank")) {
            throw PushRefusedException.about(
                    PushRejection.FIELD,
                    path(name),
                    "within rank_steps; steps are those of the run, which one rank pushes",
                    StepsBodyValue.json(parser));
        }
        if (meant.isPresent()) {
            throw PushRefusedException.about(
                    PushRejection.FIELD, path(name), "spelled " + meant.get().id(), StepsBodyValue.json(parser));
        }
        PushRefusedException refusal = PushRefusedException.about(
                PushRejection.FIELD,
                path(name),
                "absent: only step, timestamp, grad_norm, loss, learning_rate and what docs/push-api.md lists are known",
                StepsBodyValue.json(parser));
        if (!StepsBodyValue.isNumber(parser)) {
            throw refusal;
        }
        unknownFields++;
        if (unknown.isEmpty()) {
            unknown = Optional.of(refusal);
        }
    }

    private Time time(JsonParser parser) throws IOException {
        try {
            return new Time(StepsBodyValue.epochMillis(parser, field, latestMillis), Optional.empty());
        } catch (PushRefusedException e) {
            parser.skipChildren();
            return new Time(OptionalLong.empty(), Optional.of(e));
        }
    }

    /** Returns how many numbers of unknown names the entry has beside its signals. */
    int unknownFields() {
        return unknownFields;
    }

    /** Refuses the first number of an unknown name, if there is one. */
    void refuseUnknown() throws PushRefusedException {
        if (unknown.isPresent()) {
            throw unknown.get();
        }
    }

    /** Returns the step, or nothing if every signal is null, or if it is a summary that trainers log between steps. */
    Optional<TrainingStep> finish() throws PushRefusedException {
        boolean hasSignal = given.keySet().stream().anyMatch(StepField::isSignal);
        if (!hasSignal) {
            refuseUnknown();
        }
        if (!given.containsKey(StepField.STEP)) {
            throw PushRefusedException.missing(path("step"), "given");
        }
        if (!hasSignal && !given.containsKey(StepField.SUMMARY)) {
            throw PushRefusedException.missing(path("grad_norm"), "given, or loss or learning_rate instead");
        }
        OptionalLong epochMillis = epochMillis();
        if (gradNorm.isEmpty() && loss.isEmpty() && learningRate.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TrainingStep(step, epochMillis, gradNorm, loss, learningRate));
    }

    /** Returns the time that is shared with the hardware, else the other one; that of arrival where there is none. */
    private OptionalLong epochMillis() throws PushRefusedException {
        if (sharedTime.epochMillis().isPresent()) {
            return sharedTime.epochMillis();
        }
        for (Time one : List.of(time, sharedTime)) {
            if (one.refusal().isPresent() && time.epochMillis().isEmpty()) {
                throw one.refusal().get();
            }
        }
        return time.epochMillis();
    }
}
