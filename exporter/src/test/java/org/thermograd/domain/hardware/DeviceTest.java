package org.thermograd.domain.hardware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
    @Test
    void knowsItsSubject() {
        assertThat(Device.CPU.subject()).isEqualTo(Subject.CPU);
        assertThat(Device.gpu(7).subject()).isEqualTo(Subject.GPU);
        assertThat(Device.gpu(7).name()).isEqualTo("gpu7");
        assertThat(Device.gpu(0, "GPU-1").uuid()).contains("GPU-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "gpu-1", "GPU0", "cpu0", "host", "gpu0 "})
    void refusesAnotherName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Device(name, Optional.empty()))
                .withMessage("name must be cpu or gpu and a number, got " + name);
    }

    @Test
    void refusesABlankUuidAndOneOfTheProcessors() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Device.gpu(0, " "))
                .withMessage("uuid must be absent or that of an accelerator, got  ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Device("cpu", Optional.of("x")))
                .withMessage("uuid must be absent or that of an accelerator, got x");
    }

    @Test
    void describesOnlyWhatIsKnown() {
        Map<DeviceProperty, String> properties = new HashMap<>(Map.of(DeviceProperty.NAME, "A"));
        DeviceDescription description = new DeviceDescription(Device.CPU, properties);
        properties.clear();

        assertThat(description.property(DeviceProperty.NAME)).contains("A");
        assertThat(description.property(DeviceProperty.VENDOR)).isEmpty();
    }

    @Test
    void refusesABlankProperty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeviceDescription(Device.gpu(1), Map.of(DeviceProperty.VENDOR, "")))
                .withMessage("properties must not be blank, got VENDOR of " + Device.gpu(1));
    }
}
