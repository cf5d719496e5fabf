package org.thermograd.adapter.http.push;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.thermograd.domain.training.TrainingStep;

/** Collects the fields of one step. Confined to one thread; used again and again. */
final class StepsBodyEntry {
    /** The place of a step that is in no array. */
    static final int ALONE = -1;

    private final long latestMillis;
    /** The fields there were, with the names they had. */
    private final Map<StepsBodyField, String> given = new EnumMap<>(StepsBodyField.class);

    private final Supplier<String> field = this::field;
    private int index;
    private String fieldName = "";
    private long step;
    private OptionalLong epochMillis = OptionalLong.empty();
    private OptionalLong sharedMillis = OptionalLong.empty();
    private Optional<PushRefusedException> sharedRefusal = Optional.empty();
    private OptionalDouble gradNorm = OptionalDouble.empty();
    private OptionalDouble loss = OptionalDouble.empty();
    private OptionalDouble learningRate = OptionalDouble.empty();

    /** Makes an empty entry; a time after {@code latestMillis} is refused. */
    StepsBodyEntry(long latestMillis) {
        this.latestMillis = latestMillis;
    }

    /** Starts an entry at a place in the array of steps, {@link #ALONE} outside. */
    void start(int place) {
        index = place;
        given.clear();
        epochMillis = OptionalLong.empty();
        sharedMillis = OptionalLong.empty();
        sharedRefusal = Optional.empty();
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
        StepsBodyField kind = StepsBodyField.of(name);
        fieldName = name;
        if (kind == null) {
            throw PushRefusedException.about(
                    PushRejection.FIELD,
                    path(name),
                    "absent: only step, timestamp, grad_norm, loss, learning_rate and what docs/push-api.md lists are known",
                    StepsBodyValue.json(parser));
        }
        String before = given.put(kind, name);
        if (before != null) {
            throw StepsBodyValue.wrong(
                    parser, path(name), "given once" + (before.equals(name) ? "" : ", but " + before + " is the same"));
        }
        switch (kind) {
            case STEP -> step = StepsBodyValue.integer(parser, field, TrainingStep.MAX_STEP);
            case TIMESTAMP -> epochMillis = StepsBodyValue.epochMillis(parser, field, latestMillis);
            case TIMESTAMP_SHARED -> readShared(parser);
            case GRAD_NORM -> gradNorm = StepsBodyValue.number(parser, field);
            case LOSS -> loss = StepsBodyValue.number(parser, field);
            case LEARNING_RATE -> learningRate = StepsBodyValue.number(parser, field);
            case EPOCH, STEP_COUNTER, TIMESTAMP_ISO -> parser.skipChildren();
        }
    }

    /** Reads the other time; what is wrong with it matters only if it is needed. */
    private void readShared(JsonParser parser) throws IOException {
        try {
            sharedMillis = StepsBodyValue.epochMillis(parser, field, latestMillis);
        } catch (PushRefusedException e) {
            sharedRefusal = Optional.of(e);
            parser.skipChildren();
        }
    }

    /** Returns the step, or nothing if every signal is null. */
    Optional<TrainingStep> finish() throws PushRefusedException {
        if (!given.containsKey(StepsBodyField.STEP)) {
            throw PushRefusedException.missing(path("step"), "given");
        }
        if (given.keySet().stream().noneMatch(StepsBodyField::isSignal)) {
            throw PushRefusedException.missing(path("grad_norm"), "given, or loss or learning_rate instead");
        }
        if (epochMillis.isEmpty() && sharedRefusal.isPresent()) {
            throw sharedRefusal.get();
        }
        if (gradNorm.isEmpty() && loss.isEmpty() && learningRate.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TrainingStep(
                step, epochMillis.isPresent() ? epochMillis : sharedMillis, gradNorm, loss, learningRate));
    }
}
