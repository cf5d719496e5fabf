package org.thermograd.adapter.http.push;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.Fuzz;

/** Fuzzes push bodies. The first byte says how the body is sent: {@code j}, {@code l}ines, {@code z}ipped, zipped {@code L}ines. */
public final class StepsBodyFuzz {
    private static final long LATEST_MILLIS = 4_000_000_000_000L;
    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_ANSWER = 8_000;

    private StepsBodyFuzz() {}

    /** Runs one input. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] body = Arrays.copyOfRange(data, 1, data.length);
        boolean lines = data[0] == 'l' || data[0] == 'L';
        boolean zipped = data[0] == 'z' || data[0] == 'L';
        try {
            byte[] plain = zipped ? GzipBody.unpack(body, MOST_BYTES) : body;
            Fuzz.require(plain.length <= MOST_BYTES, "unpacked to " + plain.length);
            check(parsed(plain, lines));
        } catch (PushRefusedException e) {
            String answer = PushJson.refusal(e);
            Fuzz.require(answer.length() < LONGEST_ANSWER, "the answer is long: " + answer.length());
            Fuzz.require(answer.chars().noneMatch(c -> c < ' '), "the answer has control characters");
        }
    }

    private static TrainingPush parsed(byte[] plain, boolean lines) throws PushRefusedException {
        StepsBodyParser parser = new StepsBodyParser(plain, LATEST_MILLIS);
        return lines ? parser.parseLines() : parser.parseJson();
    }

    private static void check(TrainingPush push) throws PushRefusedException {
        for (TrainingStep step : push.steps()) {
            Fuzz.require(step.epochMillis().orElse(0) <= LATEST_MILLIS, "a time in the future");
            byte[] again = json(step).getBytes(StandardCharsets.UTF_8);
            Fuzz.requireEqual(parsed(again, false).steps().get(0), step, "a step and the same one pushed again");
        }
    }

    private static String json(TrainingStep step) {
        StringBuilder text = new StringBuilder("{\"step\":").append(step.step());
        OptionalLong time = step.epochMillis();
        if (time.isPresent()) {
            text.append(",\"timestamp\":").append(time.getAsLong() / 1000).append('.');
            text.append(String.format(Locale.ROOT, "%03d", time.getAsLong() % 1000));
        }
        append(text, "grad_norm", step.gradNorm());
        append(text, "loss", step.loss());
        append(text, "learning_rate", step.learningRate());
        return text.append('}').toString();
    }

    private static void append(StringBuilder text, String name, OptionalDouble value) {
        if (value.isPresent()) {
            text.append(",\"").append(name).append("\":").append(value.getAsDouble());
        }
    }
}
