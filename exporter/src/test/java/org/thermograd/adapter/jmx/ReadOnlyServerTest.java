package org.thermograd.adapter.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanServer;
import javax.management.NotificationListener;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client from elsewhere may call. Who reaches it how is in {@link RemoteBeansTest}. */
class ReadOnlyServerTest {
    private static final ObjectName EXPORTER = SimulatedBeans.name("org.thermograd:type=Exporter");

    private final SimulatedBeans simulated = new SimulatedBeans();
    private final MBeanServer server = ReadOnlyServer.of(simulated.server);

    @AfterEach
    void close() {
        simulated.close();
    }

    /** A bean of somebody else under our domain. */
    public interface ForeignMBean {
        void page();
    }

    /** It. */
    public static final class Foreign implements ForeignMBean {
        @Override
        public void page() {
            throw new AssertionError("page must not be called");
        }
    }

    @Test
    void everyMethodThatIsNoReadIsRefused() throws Exception {
        List<String> refused = new ArrayList<>();
        for (Method method : MBeanServer.class.getMethods()) {
            Object[] none = new Object[method.getParameterCount()];
            try {
                method.invoke(server, none);
            } catch (ReflectiveOperationException e) {
                if (e.getCause() instanceof SecurityException) {
                    refused.add(method.getName());
                }
            }
        }
        assertThat(refused.stream().distinct())
                .containsExactlyInAnyOrder(
                        "createMBean",
                        "deserialize",
                        "instantiate",
                        "invoke",
                        "registerMBean",
                        "setAttribute",
                        "setAttributes",
                        "unregisterMBean");
    }

    @Test
    void readsAndListensAndPassesOnWhatIsThrown() throws Exception {
        NotificationListener listener = (notification, handback) -> {};
        server.addNotificationListener(EXPORTER, listener, null, null);
        server.removeNotificationListener(EXPORTER, listener);

        assertThat(server.getAttribute(EXPORTER, "NotificationsDropped")).isEqualTo(0L);
        assertThat(server.getClassLoaderFor(EXPORTER)).isNotNull();
        assertThat(server.invoke(EXPORTER, "collapses", null, null)).isEqualTo("{\"collapses\":[]}\n");
        assertThatThrownBy(() -> server.getAttribute(EXPORTER, "None")).isInstanceOf(AttributeNotFoundException.class);
    }

    @Test
    void asksOurBeansOnly() throws Exception {
        ObjectName foreign = SimulatedBeans.name("org.thermograd:type=Foreign");
        ObjectName elsewhere = SimulatedBeans.name("org.example:type=Foreign");
        simulated.server.registerMBean(new Foreign(), foreign);
        simulated.server.registerMBean(new Foreign(), elsewhere);

        for (ObjectName bean : List.of(foreign, elsewhere)) {
            assertThatThrownBy(() -> server.invoke(bean, "page", null, null))
                    .isInstanceOf(SecurityException.class)
                    .hasMessage("invoke page of " + bean + " is refused: clients from elsewhere may only read");
        }
    }

    @Test
    void isAKeyOfATable() {
        Map<MBeanServer, String> table = new HashMap<>(Map.of(server, "it"));

        assertThat(table).containsEntry(server, "it").doesNotContainKey(ReadOnlyServer.of(simulated.server));
        assertThat(server).hasToString(ReadOnlyServer.class.getName());
    }
}
