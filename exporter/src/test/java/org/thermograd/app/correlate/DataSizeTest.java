package org.thermograd.app.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.thermograd.app.cli.Console;
import org.thermograd.testing.Checkout;

class DataSizeTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void countsSamplesOfAllDevicesAndEntriesOfAllLogs() throws Exception {
        RunFiles files = new RunFiles(Console.silent(), new TreeSet<>());
        Path example = Checkout.root().resolve("examples/first-experiment");
        files.add(example.resolve("hardware.csv"), example.resolve("training.json"));

        assertThat(DataSize.of(files.runs())).isEqualTo(new DataSize(50, 21));
    }

    @Test
    void growsWithTheData() {
        assertThat(new DataSize(0, 0).megabytes()).isEqualTo(64);
        assertThat(new DataSize(1_000_000, 100_000).megabytes()).isEqualTo(384);
        assertThat(new DataSize(1_000_000, 1_000_000).megabytes()).isEqualTo(576);
        assertThat(new DataSize(1_000_000, 1_000_000).need())
                .isEqualTo("1,000,000 samples and 1,000,000 steps need about 576 MB of memory"
                        + " (JAVA_TOOL_OPTIONS=-Xmx576m)");
    }

    @Test
    void knowsWhetherMemoryIsEnough() {
        DataSize million = new DataSize(1_000_000, 1_000_000);

        assertThat(million.fits(576 * MEGABYTE)).isTrue();
        assertThat(million.fits(556 * MEGABYTE)).as("what Java has by -Xmx576m").isTrue();
        assertThat(million.fits(512 * MEGABYTE)).isFalse();
        assertThat(DataSize.more(61 * MEGABYTE)).isEqualTo("give it more, such as JAVA_TOOL_OPTIONS=-Xmx128m");
        assertThat(DataSize.megabytes(64 * MEGABYTE - 1)).isEqualTo("63 MB");
    }
}
