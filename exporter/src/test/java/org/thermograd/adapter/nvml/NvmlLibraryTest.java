package org.thermograd.adapter.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvmlLibraryTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @CsvSource({
        "initV2, nvmlInit_v2",
        "shutdown, nvmlShutdown",
        "deviceGetPciInfoV3, nvmlDeviceGetPciInfo_v3",
        "deviceGetTemperatureV, nvmlDeviceGetTemperatureV",
        "deviceGetUUID, nvmlDeviceGetUUID"
    })
    void namesTheFunctionOfAMethod(String method, String function) {
        assertThat(NvmlLibrary.function(method)).isEqualTo(function);
    }

    @Test
    void doesNotLookForTheLibraryWithoutASignOfADriver() throws NvmlException {
        assertThat(new NvmlLibrary(Optional.empty(), List.of(dir.resolve("none"))).load())
                .isEmpty();
    }

    @Test
    void aSignWithoutALibraryIsNoDriver() throws NvmlException {
        assumeThat(Path.of("/dev/nvidiactl")).doesNotExist();

        assertThat(new NvmlLibrary(Optional.empty(), List.of(dir)).load()).isEmpty();
    }

    @Test
    void aLibraryThatWasNamedMustBeThere() {
        NvmlLibrary library = new NvmlLibrary(Optional.of(dir.resolve("none.so")), List.of());

        assertThatExceptionOfType(NvmlException.class)
                .isThrownBy(library::load)
                .withMessageStartingWith("cannot load " + dir.resolve("none.so") + ": ")
                .withMessageContaining("cannot open shared object file")
                .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(1))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ReturnCode.LIBRARY_NOT_FOUND));
    }
}
