package org.thermograd.domain.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.testing.Snapshots;

class DeviceNamesTest {
    private static final Device FIRST = Device.gpu(0, "GPU-8a0f1111-0000-4000-8000-000000000000");
    private static final Device SECOND = Device.gpu(1, "GPU-8a0f2222-0000-4000-8000-000000000000");
    private static final String MIG = "MIG-3f2e1d0c-0000-4000-8000-000000000000";
    private static final DeviceNames NAMES =
            new DeviceNames(List.of(Device.CPU, FIRST, SECOND, Device.gpu(2)), Map.of(MIG, SECOND));

    @ParameterizedTest
    @CsvSource({
        "cpu, cpu",
        "gpu1, gpu1",
        "0, gpu0",
        "2, gpu2",
        "GPU-8a0f2222-0000-4000-8000-000000000000, gpu1",
        "GPU-8a0f1, gpu0",
        "MIG-3f2e1d0c-0000-4000-8000-000000000000, gpu1",
        "MIG-GPU-8a0f1111-0000-4000-8000-000000000000/1/0, gpu0"
    })
    void findsWhatAWordMeans(String word, String name) {
        assertThat(NAMES.find(word)).map(Device::name).hasValue(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "3", "gpu7", "GPU-", "GPU-8a0f", "GPU-9", "8a0f1", "MIG-3f2e", "MIG-", "-1", "99999", "all"})
    void findsNothingForAWordThatMeansNoneOrSeveral(String word) {
        assertThat(NAMES.find(word)).isEmpty();
    }

    @Test
    void partsAreThoseOfTheSnapshot() {
        HardwareSnapshot snapshot = Snapshots.aSnapshot()
                .with(SECOND, Quantity.GPU_MIG_DEVICE, 1, "0", MIG, "MIG 3g.71gb")
                .build();

        assertThat(DeviceNames.partsIn(snapshot)).isEqualTo(Map.of(MIG, SECOND));
    }
}
