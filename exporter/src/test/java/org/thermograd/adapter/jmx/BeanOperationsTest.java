package org.thermograd.adapter.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.hardware.HardwareSnapshot;

/** What beans may be asked for, and in which order jconsole finds things. */
class BeanOperationsTest {
    private static final ObjectName EXPORTER = SimulatedBeans.name("org.thermograd:type=Exporter");
    private static final ObjectName RUN = SimulatedBeans.name("org.thermograd:type=Run,name=" + SimulatedBeans.RUN);

    private final SimulatedBeans simulated = new SimulatedBeans();
    private final MBeanServer server = simulated.server;

    @AfterEach
    void close() {
        simulated.close();
    }

    @Test
    void answerAsHttpDoesAndSayThatTheyOnlyRead() throws Exception {
        simulated.samples(5);
        simulated.settle();

        assertThat(server.invoke(EXPORTER, "page", null, null)).isEqualTo(simulated.page());
        assertThat(server.invoke(EXPORTER, "collapses", new Object[0], new String[0]))
                .isEqualTo(simulated.pipeline.collapseRoutes().all())
                .isEqualTo("{\"collapses\":[]}\n");
        assertThat(server.getMBeanInfo(EXPORTER).getOperations())
                .allSatisfy(operation -> {
                    assertThat(operation.getImpact()).isEqualTo(MBeanOperationInfo.INFO);
                    assertThat(operation.getDescription()).endsWith(".");
                    assertThat(operation.getReturnType()).isEqualTo("java.lang.String");
                    assertThat(operation.getSignature()).isEmpty();
                })
                .extracting(MBeanFeatureInfo::getName)
                .containsExactly("collapses", "page");
        assertThat(server.getMBeanInfo(RUN).getOperations()).isEmpty();
    }

    @Test
    void areThoseThatAreListed() throws Exception {
        simulated.samples(5);
        simulated.settle();

        assertThatThrownBy(() -> server.invoke(EXPORTER, "stop", null, null))
                .isInstanceOf(ReflectionException.class)
                .hasMessageStartingWith("operation must be one of collapses, page, without parameters, got stop");
        assertThatThrownBy(() -> server.invoke(EXPORTER, "page", new Object[] {"x"}, new String[] {"java.lang.String"}))
                .hasMessageStartingWith("operation must be one of collapses, page, without parameters, got page");
        assertThatThrownBy(() -> server.invoke(RUN, "page", null, null))
                .hasMessageStartingWith("operation must be one of none, without parameters, got page");
    }

    @Test
    void attributesOfEveryBeanAreSortedAndHaveASentence() throws Exception {
        simulated.samples(60);
        simulated.publish(new HardwareSnapshot(simulated.clock.instant(), List.of(), List.of()));
        simulated.settle();

        assertThat(server.queryNames(SimulatedBeans.name("org.thermograd:*"), null))
                .hasSizeGreaterThan(5)
                .allSatisfy(bean -> assertThat(Arrays.stream(
                                        server.getMBeanInfo(bean).getAttributes())
                                .map(attribute -> {
                                    assertThat(attribute.getDescription()).endsWith(".");
                                    return attribute.getName();
                                }))
                        .isNotEmpty()
                        .isSorted());
    }
}
