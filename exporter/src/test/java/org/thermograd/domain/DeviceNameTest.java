package org.thermograd.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceNameTest {
    @Test
    void theOnlyAcceleratorHasTwoNames() {
        assertThat(DeviceName.canonical("gpu")).isEqualTo("gpu0");
        assertThat(DeviceName.canonical("gpu0")).isEqualTo("gpu0");
        assertThat(DeviceName.canonical("gpu1")).isEqualTo("gpu1");
        assertThat(DeviceName.canonical("cpu")).isEqualTo("cpu");
    }

    @Test
    void findsADeviceByEitherNameAndTheSameNameFirst() {
        assertThat(DeviceName.among(List.of("cpu", "gpu"), "gpu0")).contains("gpu");
        assertThat(DeviceName.among(List.of("cpu", "gpu0"), "gpu")).contains("gpu0");
        assertThat(DeviceName.among(List.of("gpu0", "gpu"), "gpu")).contains("gpu");
        assertThat(DeviceName.among(List.of("cpu", "gpu1"), "gpu")).isEmpty();
    }
}
