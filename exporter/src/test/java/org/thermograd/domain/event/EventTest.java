package org.thermograd.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTest {
    @Test
    void mayBeOneSampleKnownExactly() {
        Event event = new Event("gpu0", EventKind.RECORDED_COLLAPSE, "recorded", -5, -5, 0, 1);

        assertThat(event.endMillis()).isEqualTo(event.onsetMillis());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''   | recorded | 5 | 0  | 1 | source must be non-empty, got ""
        gpu0 | ''       | 5 | 0  | 1 | reason must be non-empty, got ""
        gpu0 | recorded | 4 | 0  | 1 | endMillis must be at least onsetMillis 5, got 4
        gpu0 | recorded | 5 | -1 | 1 | uncertaintyMillis must be at least 0, got -1
        gpu0 | recorded | 5 | 0  | 0 | samples must be at least 1, got 0
        """)
    void refusesAComponentOutsideItsRange(
            String source, String reason, long endMillis, long uncertaintyMillis, int samples, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Event(source, EventKind.SPIKE, reason, 5, endMillis, uncertaintyMillis, samples))
                .withMessage(message);
    }
}
