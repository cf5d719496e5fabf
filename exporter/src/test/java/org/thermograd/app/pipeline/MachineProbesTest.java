package org.thermograd.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.thermograd.app.cli.UsageException;
import org.thermograd.domain.hardware.HardwareProbe;

class MachineProbesTest {
    private static ProbeConfig config(Set<String> disabled, Map<String, Duration> intervals) {
        return new ProbeConfig(
                ProbeConfig.DEFAULT.sysfsRoot(),
                ProbeConfig.DEFAULT.procfsRoot(),
                Optional.empty(),
                disabled,
                intervals);
    }

    private static List<HardwareProbe> probes(ProbeConfig config) {
        return MachineProbes.of(config, Runnable::run);
    }

    @Test
    void leavesOutWhatIsDisabledAndPacesWhatIsNot() {
        List<HardwareProbe> all = probes(ProbeConfig.DEFAULT);
        String first = all.get(0).name();
        String second = all.get(1).name();
        List<HardwareProbe> some = probes(config(Set.of(first), Map.of(second, Duration.ofSeconds(30))));

        assertThat(some).hasSize(all.size() - 1);
        assertThat(some.get(0).name()).isEqualTo(second);
        assertThat(some.get(0).interval()).isEqualTo(Duration.ofSeconds(30));
        some.get(0).close();
    }

    @Test
    void everyProbeHasANameOfItsOwn() {
        assertThat(probes(ProbeConfig.DEFAULT)).extracting(HardwareProbe::name).doesNotHaveDuplicates();
    }

    @Test
    void namesTheProbesThereAreWhereOneIsNot() {
        assertThatThrownBy(() -> probes(config(Set.of("radar"), Map.of())))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--disable-probe': must name one of ")
                .hasMessageContaining(probes(ProbeConfig.DEFAULT).get(0).name())
                .hasMessageEndingWith("got radar");
        assertThatThrownBy(() -> probes(config(Set.of(), Map.of("radar", Duration.ofSeconds(1)))))
                .hasMessageContaining("--probe-interval");
    }
}
