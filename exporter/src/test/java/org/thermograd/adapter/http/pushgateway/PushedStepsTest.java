package org.thermograd.adapter.http.pushgateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingStep;

class PushedStepsTest {
    private static final GroupKey GROUP = new GroupKey(Map.of("job", "run-1"));

    private static Optional<TrainingStep> step(String text) throws PushRefusedException {
        return PushedSteps.step(
                TextParser.parse(text.getBytes(StandardCharsets.UTF_8), new PushContent(GROUP, 1 << 20)));
    }

    @Test
    void findsAStep() throws PushRefusedException {
        assertThat(step("step 12\ngrad_norm 25.5\ntrain_learning_rate 0.1\nlm_loss NaN\nother{x=\"1\"} 3\n"))
                .hasValue(new TrainingStep(
                        12,
                        OptionalLong.empty(),
                        OptionalDouble.of(25.5),
                        OptionalDouble.of(Double.NaN),
                        OptionalDouble.of(0.1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grad_norm 1\n",
                "step 1\n",
                "step 1.5\nloss 1\n",
                "step -1\nloss 1\n",
                "step 1e300\nloss 1\n",
                "step NaN\nloss 1\n",
                "step{rank=\"1\"} 1\nloss 1\n",
                "step 1\nloss{rank=\"1\"} 1\n",
                "step 1\nloss{rank=\"1\"} 1\nloss{rank=\"2\"} 1\n",
                "step 1\ntrain_loss 1\n",
                "# TYPE step histogram\nstep_count 1\nloss 1\n"
            })
    void findsNone(String text) throws PushRefusedException {
        assertThat(step(text)).isEmpty();
    }

    @Test
    void aRunIsAJobOfOneProcess() {
        assertThat(PushedSteps.run(GROUP)).hasValue(new RunId("run-1"));
        assertThat(PushedSteps.run(new GroupKey(Map.of("job", "r", "instance", "h", "rank", "0"))))
                .hasValue(new RunId("r"));
        assertThat(PushedSteps.run(new GroupKey(Map.of("job", "r", "rank", "1"))))
                .isEmpty();
        assertThat(PushedSteps.run(new GroupKey(Map.of("job", "r", "host", "h"))))
                .isEmpty();
        assertThat(PushedSteps.run(new GroupKey(Map.of("job", "my run")))).isEmpty();
    }
}
