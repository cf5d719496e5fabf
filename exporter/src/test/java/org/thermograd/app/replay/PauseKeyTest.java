package org.thermograd.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PauseKeyTest {
    @Test
    void onlyTheSpaceBarCounts() {
        AtomicInteger spaces = new AtomicInteger();

        PauseKey.read(new ByteArrayInputStream("a b\n  q".getBytes(StandardCharsets.UTF_8)), spaces::incrementAndGet);

        assertThat(spaces).hasValue(3);
    }

    @Test
    void isSilentWithoutATerminal() {
        assertThat(PauseKey.listen(() -> {})).isEmpty();
    }
}
