package org.thermograd.adapter.http.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingStep;
import org.thermograd.testing.Fuzz;

/** Fuzzes bodies of OTLP. The first byte says in which form it is: {@code j} for JSON, any other for protobuf. */
public final class OtlpFuzz {
    private static final long LATEST_MILLIS = 4_000_000_000_000L;

    private OtlpFuzz() {}

    /** Runs one input. */
    public static void fuzzerTestOneInput(byte[] data) throws InvalidProtocolBufferException {
        if (data.length == 0) {
            return;
        }
        OtlpFormat format = data[0] == 'j' ? OtlpFormat.JSON : OtlpFormat.PROTOBUF;
        byte[] body = Arrays.copyOfRange(data, 1, data.length);
        Optional<ExportMetricsServiceRequest> request =
                Fuzz.accepted(PushRefusedException.class, () -> format.read(body));
        if (request.isPresent()) {
            check(request.get());
        }
    }

    private static void check(ExportMetricsServiceRequest request) throws InvalidProtocolBufferException {
        RefusedPoints refused = new RefusedPoints();
        List<TrainingStep> steps = steps(request, refused);
        for (TrainingStep step : steps) {
            Fuzz.require(step.epochMillis().orElse(0) <= LATEST_MILLIS, "a time in the future");
        }
        Fuzz.requirePlain(refused.message());
        Fuzz.require(refused.count() > 0 || refused.message().isEmpty(), "a reason without a point");
        byte[] again = request.toByteArray();
        Fuzz.requireEqual(
                steps,
                steps(ExportMetricsServiceRequest.parseFrom(again), new RefusedPoints()),
                "steps and those of the same request written again");
        Fuzz.require(
                new String(OtlpFormat.JSON.success(refused), StandardCharsets.UTF_8)
                        .chars()
                        .noneMatch(c -> c < ' '),
                "the answer has control characters");
    }

    private static List<TrainingStep> steps(ExportMetricsServiceRequest request, RefusedPoints refused) {
        StepJoin join = StepJoin.of(
                new PointReader(LATEST_MILLIS, run -> !run.startsWith("x"), refused).read(request), refused);
        List<TrainingStep> steps = new ArrayList<>();
        for (RunId run : join.runs()) {
            List<TrainingStep> all = join.steps(run, OptionalLong.empty());
            for (int i = 1; i < all.size(); i++) {
                Fuzz.require(all.get(i - 1).step() < all.get(i).step(), "steps are not in order");
            }
            steps.addAll(all);
        }
        return steps;
    }
}
