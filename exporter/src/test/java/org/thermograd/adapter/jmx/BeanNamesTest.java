package org.thermograd.adapter.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeanNamesTest {
    private static BeanSeries series(String metric, Map<String, String> labels) {
        return new BeanSeries(metric, "Help.", Optional.empty(), false, new TreeMap<>(labels), OptionalDouble.of(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thermograd_gpu_up|device=gpu0|type=Device,name=gpu0",
                "thermograd_gpu_up|uuid=GPU-1 device=gpu0 reason=x|type=Device,name=gpu0,uuid=GPU-1,reason=x",
                "thermograd_gpu_mig_device|device=gpu0 name=1g|type=Device,name=gpu0,name_=1g",
                "thermograd_cpu_power_watts|zone=dram-0|type=Device,name=cpu,zone=dram-0",
                "thermograd_training_loss|run=a|type=Run,name=a",
                "thermograd_training_lost_seconds_total|run=a device=gpu0 reason=x|type=Run,name=a,device=gpu0,reason=x",
                "thermograd_correlation_spikes|run=a device=all|type=Correlation,name=a,device=all",
                "thermograd_correlation_failures_total||type=Correlation",
                "thermograd_memory_total_bytes||type=Exporter",
                "thermograd_sensor_power_watts|chip=k10temp-0:1 sensor=P|type=Exporter,chip=\"k10temp-0:1\",sensor=P",
                "thermograd_sensor_power_watts|chip=a*?,=b sensor=P|type=Exporter,chip=\"a\\*\\?,=b\",sensor=P",
            })
    void labelsAreTheNameOfABean(String metric, String labels, String name) throws Exception {
        Map<String, String> given = new TreeMap<>();
        for (String label : labels == null ? List.<String>of() : List.of(labels.split(" "))) {
            given.put(label.replaceFirst("=.*", ""), label.replaceFirst("[^=]*=", ""));
        }

        assertThat(BeanNames.of(series(metric, given))).isEqualTo(new ObjectName("org.thermograd:" + name));
    }

    @Test
    void theOrderOfPropertiesIsThatOfTheTree() {
        assertThat(BeanNames.of(series(
                                "thermograd_x_y", Map.of("device", "gpu0", "uuid", "U", "slot", "00", "reason", "r")))
                        .getKeyPropertyListString())
                .isEqualTo("type=Device,name=gpu0,uuid=U,reason=r,slot=00");
    }

    @Test
    void anInformationMetricIsOnTheBeanOfItsSubject() {
        BeanSeries info = new BeanSeries(
                "thermograd_device_info",
                "Help.",
                Optional.empty(),
                false,
                new TreeMap<>(Map.of("device", "cpu", "vendor", "V")),
                OptionalDouble.empty());

        assertThat(BeanNames.of(info).getKeyPropertyListString()).isEqualTo("type=Device,name=cpu");
        assertThat(BeanPage.of(List.of(info)).attributes(BeanNames.of(info))).containsOnlyKeys("Device", "DeviceInfo");
    }

    @Test
    void twoOfOneNameAndLabelsAreAMistake() {
        BeanSeries one = series("thermograd_x_y", Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> BeanPage.of(List.of(one, one)))
                .withMessageContaining("XY of org.thermograd:type=Exporter");
    }
}
