package org.thermograd.adapter.http.push;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.RankStep;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/** Reads what a run says beside its steps: marks, phases, and what its ranks say. Stateless. */
final class StepsBodyNotes {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/ -]{1," + TrainingPhase.MAX_CHARS + "}");

    private final long latestMillis;

    /** A time after {@code latestMillis} is refused. */
    StepsBodyNotes(long latestMillis) {
        this.latestMillis = latestMillis;
    }

    /** Reads an array of marks, at whose start the parser stands; one without a time is of now. */
    List<TrainingMark> marks(JsonParser parser) throws IOException, PushRefusedException {
        List<TrainingMark> all = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String path = place(parser, "marks", all.size(), TrainingPush.MAX_NOTES);
            OptionalLong time = OptionalLong.empty();
            Optional<String> text = Optional.empty();
            Set<String> given = new HashSet<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = field(parser, path, given);
                switch (parser.currentName()) {
                    case "timestamp" -> time = StepsBodyValue.epochMillis(parser, () -> field, latestMillis);
                    case "text" -> text = Optional.of(text(parser, field));
                    default -> throw StepsBodyValue.wrong(parser, field, "one of timestamp and text");
                }
            }
            all.add(new TrainingMark(
                    time.orElse(latestMillis - IngestConfig.MAX_AHEAD.toMillis()),
                    text.orElseThrow(() -> PushRefusedException.missing(path + ".text", "given"))));
        }
        return all;
    }

    /** Reads an array of phases, at whose start the parser stands. */
    List<TrainingPhase> phases(JsonParser parser) throws IOException, PushRefusedException {
        List<TrainingPhase> all = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String path = place(parser, "phases", all.size(), TrainingPush.MAX_NOTES);
            OptionalLong from = OptionalLong.empty();
            OptionalLong to = OptionalLong.empty();
            Optional<String> name = Optional.empty();
            Set<String> given = new HashSet<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = field(parser, path, given);
                switch (parser.currentName()) {
                    case "name" -> name = Optional.of(name(parser, field));
                    case "from" -> from = StepsBodyValue.epochMillis(parser, () -> field, latestMillis);
                    case "to" -> to = StepsBodyValue.epochMillis(parser, () -> field, latestMillis);
                    default -> throw StepsBodyValue.wrong(parser, field, "one of name, from and to");
                }
            }
            all.add(new TrainingPhase(
                    name.orElseThrow(() -> PushRefusedException.missing(path + ".name", "given")),
                    time(path, from, to)));
        }
        return all;
    }

    /** Reads an array of what ranks say of their own parts of steps, at whose start the parser stands. */
    List<RankStep> rankSteps(JsonParser parser) throws IOException, PushRefusedException {
        List<RankStep> all = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String path = place(parser, "rank_steps", all.size(), TrainingPush.MAX_RANK_STEPS);
            OptionalLong rank = OptionalLong.empty();
            OptionalLong step = OptionalLong.empty();
            OptionalLong time = OptionalLong.empty();
            OptionalDouble seconds = OptionalDouble.empty();
            OptionalDouble gradNorm = OptionalDouble.empty();
            Set<String> given = new HashSet<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = field(parser, path, given);
                switch (parser.currentName()) {
                    case "rank" ->
                        rank = OptionalLong.of(StepsBodyValue.integer(parser, () -> field, RankStep.MAX_RANK));
                    case "step" ->
                        step = OptionalLong.of(StepsBodyValue.integer(parser, () -> field, TrainingStep.MAX_STEP));
                    case "timestamp" -> time = StepsBodyValue.epochMillis(parser, () -> field, latestMillis);
                    case "step_time" -> seconds = seconds(parser, field);
                    case "grad_norm" -> gradNorm = StepsBodyValue.number(parser, () -> field);
                    default ->
                        throw StepsBodyValue.wrong(
                                parser, field, "one of rank, step, timestamp, step_time and grad_norm");
                }
            }
            if (rank.isEmpty() || step.isEmpty()) {
                throw PushRefusedException.missing(path + (rank.isEmpty() ? ".rank" : ".step"), "given");
            }
            if (seconds.isEmpty() && gradNorm.isEmpty()) {
                throw PushRefusedException.missing(path + ".step_time", "given, or grad_norm instead");
            }
            all.add(new RankStep((int) rank.getAsLong(), step.getAsLong(), time, seconds, gradNorm));
        }
        return all;
    }

    private static OptionalDouble seconds(JsonParser parser, String field) throws IOException, PushRefusedException {
        OptionalDouble seconds = StepsBodyValue.number(parser, () -> field);
        if (!RankStep.isSeconds(seconds.orElse(0))) {
            throw StepsBodyValue.wrong(parser, field, "in seconds, from 0 to " + (long) RankStep.MAX_SECONDS);
        }
        return seconds;
    }

    private static Segment time(String path, OptionalLong from, OptionalLong to) throws PushRefusedException {
        if (from.isEmpty() || to.isEmpty()) {
            throw PushRefusedException.missing(path + (from.isEmpty() ? ".from" : ".to"), "given");
        }
        if (to.getAsLong() <= from.getAsLong()) {
            throw PushRefusedException.about(
                    PushRejection.FIELD,
                    path + ".to",
                    "after from",
                    BigDecimal.valueOf(to.getAsLong(), 3).stripTrailingZeros().toPlainString());
        }
        return new Segment(from.getAsLong(), to.getAsLong());
    }

    private static String place(JsonParser parser, String array, int index, int most)
            throws IOException, PushRefusedException {
        String path = array + "[" + index + "]";
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw StepsBodyValue.wrong(parser, path, "an object");
        }
        if (index == most) {
            throw StepsBodyValue.wrong(parser, path, "absent: " + array + " are at most " + most);
        }
        return path;
    }

    /** Moves on to the value of a field, and returns the path of it. */
    private static String field(JsonParser parser, String path, Set<String> given)
            throws IOException, PushRefusedException {
        String name = parser.currentName();
        String field = path + "." + name;
        parser.nextToken();
        if (!given.add(name)) {
            throw StepsBodyValue.wrong(parser, field, "given once");
        }
        return field;
    }

    private static String text(JsonParser parser, String field) throws IOException, PushRefusedException {
        String text = StepsBodyValue.printable(parser, field, TrainingMark.MAX_CHARS);
        if (text.isBlank()) {
            throw StepsBodyValue.wrong(parser, field, "more than blanks");
        }
        return text;
    }

    private static String name(JsonParser parser, String field) throws IOException, PushRefusedException {
        if (parser.currentToken() != JsonToken.VALUE_STRING
                || !NAME.matcher(parser.getText()).matches()) {
            throw StepsBodyValue.wrong(parser, field, "a name such as eval or checkpoint, " + NAME);
        }
        return parser.getText();
    }
}
