package org.thermograd.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.hardware.Device;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.testing.Snapshots;

class MachineViewTest {
    @Test
    void namesWhatCanBeSeen() {
        assertThat(MachineView.lines(Snapshots.full()))
                .containsExactly(
                        "On this machine I can see: load of the processors, their temperature, memory, disks, network, fans,"
                                + " Imaginary H200, Imaginary Card; cannot: what fake_gpu"
                                + " reads (it failed), what fake_other reads (it failed).",
                        "Collapses of gpu0 can be confirmed: the driver tells why it holds clocks back.");
    }

    @Test
    void withoutAnAcceleratorEfficiencyDropsCouldBeSeen() {
        assertThat(MachineView.lines(Snapshots.aSnapshot()
                        .with(Device.CPU, Quantity.CPU_UTILIZATION_RATIO, 0.5)
                        .with(Device.CPU, Quantity.CPU_TEMPERATURE_CELSIUS, 60, "cpu")
                        .build()))
                .last()
                .isEqualTo("Efficiency drops while heating of cpu could be seen once its temperature changes.");
    }

    @Test
    void saysWhyTheRestCannot() {
        assertThat(MachineView.lines(Snapshots.aSnapshot()
                        .withFailedProbe("cpu_probe", Duration.ZERO, Optional.empty())
                        .build()))
                .containsExactly(
                        "On this machine I can see: nothing; cannot: load of the processors (nothing was read), their"
                                + " temperature (the system shows no sensor), memory (nothing was read), disks (nothing was"
                                + " read), network (nothing was read), fans (the system shows none), accelerators (no driver"
                                + " that is read shows one), what cpu_probe reads (it failed).",
                        "Collapses could not be observed here: that takes load and temperature of a device, or its driver.");
    }
}
