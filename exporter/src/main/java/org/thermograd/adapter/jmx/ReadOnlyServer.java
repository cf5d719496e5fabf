package org.thermograd.adapter.jmx;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What clients from elsewhere may do with the beans of this Java machine: read them, and hear of events. Every method that is not
 * listed is refused, whatever a later Java adds; of operations those of our beans that only read are not.
 */
final class ReadOnlyServer implements InvocationHandler {
    private static final Set<String> READS = Set.of(
            "getAttribute",
            "getAttributes",
            "getDefaultDomain",
            "getDomains",
            "getMBeanCount",
            "getMBeanInfo",
            "getObjectInstance",
            "isInstanceOf",
            "isRegistered",
            "queryMBeans",
            "queryNames");

    private static final Set<String> LISTENING = Set.of("addNotificationListener", "removeNotificationListener");

    /** What the connector itself needs to read the arguments of a client. */
    private static final Set<String> LOADERS =
            Set.of("getClassLoader", "getClassLoaderFor", "getClassLoaderRepository");

    private final MBeanServer server;

    private ReadOnlyServer(MBeanServer server) {
        this.server = server;
    }

    static MBeanServer of(MBeanServer server) {
        return (MBeanServer) Proxy.newProxyInstance(
                ReadOnlyServer.class.getClassLoader(), new Class<?>[] {MBeanServer.class}, new ReadOnlyServer(server));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(method.getName(), proxy, given);
        }
        if (!mayCall(method.getName(), given)) {
            throw new SecurityException(
                    described(method.getName(), given) + " is refused: clients from elsewhere may only read");
        }
        try {
            return method.invoke(server, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** Returns what every object can tell: the connector keeps servers in a table. */
    private static Object ofObject(String name, Object proxy, Object[] arguments) {
        return switch (name) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> ReadOnlyServer.class.getName();
        };
    }

    private boolean mayCall(String name, Object[] arguments) throws JMException {
        if (name.equals("invoke")) {
            return arguments[0] instanceof ObjectName bean && isOurRead(bean, String.valueOf(arguments[1]));
        }
        // A bean as the listener would be called, which is no reading.
        return READS.contains(name)
                || LOADERS.contains(name)
                || (LISTENING.contains(name) && !(arguments[1] instanceof ObjectName));
    }

    private boolean isOurRead(ObjectName bean, String operation) throws JMException {
        return bean.getDomain().equals(BeanNames.DOMAIN)
                && server.isInstanceOf(bean, SeriesBean.class.getName())
                && Arrays.stream(server.getMBeanInfo(bean).getOperations())
                        .anyMatch(info ->
                                info.getName().equals(operation) && info.getImpact() == MBeanOperationInfo.INFO);
    }

    private static String described(String name, Object[] arguments) {
        return switch (name) {
            case "invoke" -> "invoke " + arguments[1] + " of " + arguments[0];
            case "setAttribute", "setAttributes", "unregisterMBean" -> name + " of " + arguments[0];
            default -> name;
        };
    }
}
