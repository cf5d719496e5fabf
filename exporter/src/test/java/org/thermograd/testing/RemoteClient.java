package org.thermograd.testing;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.rmi.Remote;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.NotificationFilterSupport;
import javax.management.ObjectName;
import javax.management.Query;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import javax.rmi.ssl.SslRMIClientSocketFactory;

/**
 * A JMX client in a process of its own, since Java has one TLS for all such clients of a process. It carries out its arguments and
 * prints a line for each: what came back, or the class and message of what was thrown.
 */
public final class RemoteClient {
    private static final ObjectName EXPORTER = name("org.thermograd:type=Exporter");

    private RemoteClient() {}

    /**
     * Runs one and returns its lines.
     *
     * @param flags of Java, as for trust and key stores
     * @param port of 127.0.0.1
     * @param login a user, a blank and a password; empty for none
     */
    public static List<String> run(List<String> flags, int port, String login, String... commands)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(Path.of(RemoteClient.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString());
        command.addAll(flags);
        command.addAll(List.of(RemoteClient.class.getName(), Integer.toString(port), login));
        command.addAll(Arrays.asList(commands));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the client did not end: " + out);
        }
        return out.lines().toList();
    }

    /** Returns the flags of a client that trusts one certificate and shows those of the others, at most one. */
    public static List<String> tls(TestCertificate trusted, TestCertificate... shown) {
        List<String> flags = new ArrayList<>(List.of(
                "-Djavax.net.ssl.trustStore=" + trusted.store(),
                "-Djavax.net.ssl.trustStorePassword=" + TestCertificate.PASSWORD));
        for (TestCertificate one : shown) {
            flags.add("-Djavax.net.ssl.keyStore=" + one.store());
            flags.add("-Djavax.net.ssl.keyStorePassword=" + TestCertificate.PASSWORD);
        }
        return flags;
    }

    private static ObjectName name(String text) {
        try {
            return new ObjectName(text);
        } catch (javax.management.MalformedObjectNameException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("BanJNDI") // The address is that of the process that a test has started.
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Map<String, Object> environment = new HashMap<>();
        String[] login = args[1].split(" ", -1);
        if (!args[1].isEmpty()) {
            environment.put(JMXConnector.CREDENTIALS, login);
        }
        if (args[1].startsWith("bytes ")) {
            environment.put(JMXConnector.CREDENTIALS, new ArrayList<>(List.of("a list")));
        }
        environment.put("com.sun.jndi.rmi.factory.socket", new SslRMIClientSocketFactory());
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + args[0] + "/jmxrmi");
        try (JMXConnector connector = JMXConnectorFactory.connect(url, environment)) {
            out.println("connected");
            for (String command : Arrays.asList(args).subList(2, args.length)) {
                try {
                    out.println(carryOut(command, connector.getMBeanServerConnection(), Integer.parseInt(args[0])));
                } catch (Exception e) {
                    out.println(told(e));
                }
            }
        } catch (Exception e) {
            out.println(told(e));
        }
    }

    private static String told(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getClass().getSimpleName() + ": " + deepest.getMessage();
    }

    private static Object carryOut(String command, MBeanServerConnection server, int port) throws Exception {
        String[] words = command.split(" ", -1);
        return switch (words[0]) {
            case "get" -> server.getAttribute(name(words[1]), words[2]);
            case "getAll" ->
                server.getAttributes(name(words[1]), words[2].split(",", -1)).size();
            case "set" -> {
                server.setAttribute(name(words[1]), new Attribute(words[2], true));
                yield "set";
            }
            case "setAll" ->
                server.setAttributes(name(words[1]), new AttributeList(List.of(new Attribute(words[2], true))));
            case "invoke" -> server.invoke(name(words[1]), words[2], null, null);
            case "dump" ->
                server.invoke(
                        name("com.sun.management:type=HotSpotDiagnostic"),
                        "dumpHeap",
                        new Object[] {words[1], true},
                        new String[] {"java.lang.String", "boolean"});
            case "create" -> server.createMBean(words[1], name(words[2]));
            case "unregister" -> {
                server.unregisterMBean(name(words[1]));
                yield "unregistered";
            }
            case "query" ->
                server.queryNames(name(words[1]), Query.eq(Query.attr(words[2]), Query.value(words[3])))
                        .size();
            case "info" ->
                Arrays.toString(
                        Arrays.stream(server.getMBeanInfo(name(words[1])).getOperations())
                                .map(operation -> operation.getName() + " " + operation.getImpact() + " "
                                        + operation.getDescription())
                                .toArray());
            case "listenWith" -> {
                server.addNotificationListener(EXPORTER, name(words[1]), null, null);
                yield "listening";
            }
            case "hear" -> heard(server, words[1]);
            case "rebind" -> {
                Registry registry = LocateRegistry.getRegistry("127.0.0.1", port, new SslRMIClientSocketFactory());
                Remote stub = registry.lookup("jmxrmi");
                registry.rebind("jmxrmi", stub);
                yield "rebound";
            }
            case "unbind" -> {
                LocateRegistry.getRegistry("127.0.0.1", port, new SslRMIClientSocketFactory())
                        .unbind("jmxrmi");
                yield "unbound";
            }
            case "list" ->
                Arrays.toString(LocateRegistry.getRegistry("127.0.0.1", port, new SslRMIClientSocketFactory())
                        .list());
            case "sleep" -> {
                Thread.sleep(Long.parseLong(words[1]));
                yield "slept";
            }
            default -> throw new IllegalArgumentException("command must be known, got " + command);
        };
    }

    private static String heard(MBeanServerConnection server, String type) throws Exception {
        LinkedBlockingQueue<Notification> heard = new LinkedBlockingQueue<>();
        NotificationFilterSupport filter = new NotificationFilterSupport();
        filter.enableType(type);
        server.addNotificationListener(EXPORTER, (notification, handback) -> heard.add(notification), filter, null);
        Notification first = heard.poll(40, TimeUnit.SECONDS);
        return first == null ? "nothing" : first.getType() + " " + first.getMessage();
    }
}
