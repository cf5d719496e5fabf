package org.thermograd.adapter.http.push;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.thermograd.domain.DeviceName;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;
import org.thermograd.domain.training.TrainingPush;

/** Reads what stands beside the steps: labels, devices, what was dropped, marks, phases and ranks. Confined to one thread; used once. */
final class StepsBodyEnvelope {
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");
    private static final Set<String> TAKEN = Set.of("run", "job", "instance", "le", "quantile");
    private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._:/-]{1,96}");
    private static final long MAX_DROPPED = 1_000_000_000;

    private final long latestMillis;
    private final StepsBodyNotes notes;
    private Optional<SortedMap<String, String>> labels = Optional.empty();
    private Optional<List<String>> devices = Optional.empty();
    private Optional<DroppedSteps> dropped = Optional.empty();
    private Optional<List<TrainingMark>> marks = Optional.empty();
    private Optional<List<TrainingPhase>> phases = Optional.empty();
    private Optional<List<RankStep>> rankSteps = Optional.empty();

    /** Makes an empty one; a time after {@code latestMillis} is refused. */
    StepsBodyEnvelope(long latestMillis) {
        this.latestMillis = latestMillis;
        this.notes = new StepsBodyNotes(latestMillis);
    }

    Optional<SortedMap<String, String>> labels() {
        return labels;
    }

    Optional<List<String>> devices() {
        return devices;
    }

    Optional<DroppedSteps> dropped() {
        return dropped;
    }

    RunAnnotations notes() {
        return new RunAnnotations(marks.orElse(List.of()), phases.orElse(List.of()), rankSteps.orElse(List.of()));
    }

    boolean isEmpty() {
        return labels.isEmpty()
                && devices.isEmpty()
                && dropped.isEmpty()
                && marks.isEmpty()
                && phases.isEmpty()
                && rankSteps.isEmpty();
    }

    /** Reads a field if it is one of these; the parser stands at its value. A null is as if it were not there. */
    boolean read(JsonParser parser, String name) throws IOException, PushRefusedException {
        boolean known = true;
        switch (name) {
            case "labels" -> labels = once(parser, name, labels, JsonToken.START_OBJECT, this::readLabels);
            case "devices" -> devices = once(parser, name, devices, JsonToken.START_ARRAY, this::readDevices);
            case "dropped" -> dropped = once(parser, name, dropped, JsonToken.START_OBJECT, this::readDropped);
            case "marks" -> marks = once(parser, name, marks, JsonToken.START_ARRAY, notes::marks);
            case "phases" -> phases = once(parser, name, phases, JsonToken.START_ARRAY, notes::phases);
            case "rank_steps" -> rankSteps = once(parser, name, rankSteps, JsonToken.START_ARRAY, notes::rankSteps);
            case "rank" ->
                throw StepsBodyValue.wrong(
                        parser, name, "within rank_steps; steps are those of the run, which one rank pushes");
            default -> known = false;
        }
        return known;
    }

    /** How one of them is read. */
    private interface Reading<T> {
        T read(JsonParser parser) throws IOException, PushRefusedException;
    }

    private static <T> Optional<T> once(
            JsonParser parser, String name, Optional<T> before, JsonToken start, Reading<T> reading)
            throws IOException, PushRefusedException {
        if (before.isPresent()) {
            throw StepsBodyValue.wrong(parser, name, "given once");
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return before;
        }
        if (parser.currentToken() != start) {
            throw StepsBodyValue.wrong(parser, name, start == JsonToken.START_OBJECT ? "an object" : "an array");
        }
        return Optional.of(reading.read(parser));
    }

    private SortedMap<String, String> readLabels(JsonParser parser) throws IOException, PushRefusedException {
        SortedMap<String, String> all = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String field = "labels." + name;
            parser.nextToken();
            if (!LABEL.matcher(name).matches() || name.startsWith("__") || TAKEN.contains(name)) {
                throw StepsBodyValue.wrong(
                        parser,
                        field,
                        "named by " + LABEL
                                + ", not with __ at its start, and none of run, job, instance, le, quantile");
            }
            if (all.put(name, labelValue(parser, field)) != null) {
                throw StepsBodyValue.wrong(parser, field, "given once");
            }
            if (all.size() > TrainingPush.MAX_LABELS) {
                throw StepsBodyValue.wrong(parser, field, "absent: labels are at most " + TrainingPush.MAX_LABELS);
            }
        }
        return all;
    }

    private static String labelValue(JsonParser parser, String field) throws IOException, PushRefusedException {
        return StepsBodyValue.printable(parser, field, TrainingPush.MAX_LABEL_VALUE_CHARS);
    }

    private List<String> readDevices(JsonParser parser) throws IOException, PushRefusedException {
        List<String> all = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String field = "devices[" + all.size() + "]";
            if (parser.currentToken() != JsonToken.VALUE_STRING
                    || !DEVICE.matcher(parser.getText()).matches()) {
                throw StepsBodyValue.wrong(parser, field, "a name such as cpu, gpu0 or GPU-1b9c..., " + DEVICE);
            }
            if (all.size() == TrainingPush.MAX_DEVICES) {
                throw StepsBodyValue.wrong(parser, field, "absent: devices are at most " + TrainingPush.MAX_DEVICES);
            }
            all.add(DeviceName.canonical(parser.getText()));
        }
        return all;
    }

    private DroppedSteps readDropped(JsonParser parser) throws IOException, PushRefusedException {
        Set<String> given = new HashSet<>();
        long steps = 0;
        long nonFinite = 0;
        OptionalDouble gradNormMax = OptionalDouble.empty();
        OptionalLong fromMillis = OptionalLong.empty();
        OptionalLong toMillis = OptionalLong.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            String field = "dropped." + name;
            parser.nextToken();
            if (!given.add(name)) {
                throw StepsBodyValue.wrong(parser, field, "given once");
            }
            switch (name) {
                case "steps" -> steps = StepsBodyValue.integer(parser, () -> field, MAX_DROPPED);
                case "nonfinite" -> nonFinite = StepsBodyValue.integer(parser, () -> field, MAX_DROPPED);
                case "grad_norm_max" -> gradNormMax = finite(parser, field);
                case "from" -> fromMillis = StepsBodyValue.epochMillis(parser, () -> field, latestMillis);
                case "to" -> toMillis = StepsBodyValue.epochMillis(parser, () -> field, latestMillis);
                default ->
                    throw StepsBodyValue.wrong(parser, field, "one of steps, nonfinite, grad_norm_max, from and to");
            }
        }
        if (!given.contains("steps")) {
            throw PushRefusedException.missing("dropped.steps", "given");
        }
        return new DroppedSteps(steps, nonFinite, gradNormMax, fromMillis, toMillis);
    }

    /** Reads a norm; one that is not finite says no more than {@code nonfinite} does, and is left out. */
    private static OptionalDouble finite(JsonParser parser, String field) throws IOException, PushRefusedException {
        OptionalDouble value = StepsBodyValue.number(parser, () -> field);
        return Double.isFinite(value.orElse(0)) ? value : OptionalDouble.empty();
    }
}
