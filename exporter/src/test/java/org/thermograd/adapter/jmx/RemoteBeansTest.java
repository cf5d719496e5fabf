package org.thermograd.adapter.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.management.StandardMBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.adapter.http.web.WebTls;
import org.thermograd.testing.RemoteClient;
import org.thermograd.testing.TestCertificate;

/** Simulated beans as clients elsewhere find them: over RMI and TLS, with a password, and to read only. */
@Timeout(240)
class RemoteBeansTest {
    private static final String EXPORTER = "org.thermograd:type=Exporter";
    private static final String REFUSED = " is refused: clients from elsewhere may only read";
    private static final String LOGIN = "reader open-sesame-1";

    @TempDir
    private static Path shared;

    private static TestCertificate server;
    private static TestCertificate client;

    @TempDir
    private Path dir;

    private final SimulatedBeans simulated = new SimulatedBeans();
    private Path passwords;

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = TestCertificate.make(shared, "server", "EC", "ip:127.0.0.1");
        client = TestCertificate.make(shared, "client", "EC", "dns:scraper.example");
    }

    @BeforeEach
    void writePasswords() throws IOException {
        passwords = Files.writeString(dir.resolve("passwords"), "# readers\n\nreader open-sesame-1\nother another-1\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void close() {
        simulated.close();
    }

    private RemoteBeans open(String more, int port) throws Exception {
        Path config =
                Files.writeString(dir.resolve("web.yml"), """
                tls_server_config:
                  cert_file: %s
                  key_file: %s
                """.formatted(server.certificate(), server.key()) + more);
        WebTls tls = new WebTls(config);
        return RemoteBeans.open(
                "127.0.0.1",
                port,
                accepted -> tls.current().wrap(accepted),
                new PasswordFile(passwords),
                simulated.clock::nanos,
                simulated.server);
    }

    private static int port(RemoteBeans beans) {
        return Integer.parseInt(beans.url().replaceAll(".*:(\\d+)/jmxrmi", "$1"));
    }

    @Test
    void whoeverHasAPasswordReadsAndHearsAndDoesNothingElse() throws Exception {
        simulated.samples(20);
        simulated.settle();
        simulated.server.registerMBean(
                new StandardMBean(ManagementFactory.getMemoryMXBean(), MemoryMXBean.class, true),
                ManagementFactory.getMemoryMXBean().getObjectName());
        HotSpotDiagnosticMXBean diagnostic = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        simulated.server.registerMBean(
                new StandardMBean(diagnostic, HotSpotDiagnosticMXBean.class, true), diagnostic.getObjectName());
        String core = "org.thermograd:type=Device,name=gpu0,uuid=GPU-SIMULATED-0,sensor=core";
        try (RemoteBeans beans = open("", 0)) {
            List<String> answers = RemoteClient.run(
                    RemoteClient.tls(server),
                    port(beans),
                    LOGIN,
                    "get " + core + " GpuTemperatureCelsius",
                    "getAll " + core + " GpuTemperatureCelsius,Sensor,None",
                    "query org.thermograd:* Sensor core",
                    "invoke " + EXPORTER + " collapses",
                    "info " + EXPORTER,
                    "set java.lang:type=Memory Verbose",
                    "setAll java.lang:type=Memory Verbose",
                    "invoke java.lang:type=Memory gc",
                    "invoke " + EXPORTER + " stop",
                    "dump " + dir.resolve("heap.hprof"),
                    "create javax.management.loading.MLet x:type=MLet",
                    "unregister " + EXPORTER,
                    "listenWith " + core,
                    "rebind",
                    "unbind",
                    "list");

            assertThat(answers)
                    .containsExactly(
                            "connected",
                            simulated
                                    .server
                                    .getAttribute(SimulatedBeans.name(core), "GpuTemperatureCelsius")
                                    .toString(),
                            "2",
                            "1",
                            "{\"collapses\":[]}",
                            "",
                            "[collapses 0 Listed., page 0 Returns the page of metrics as GET /metrics does.]",
                            "SecurityException: setAttribute of java.lang:type=Memory" + REFUSED,
                            // What it takes is not even made an object.
                            "InvalidClassException: filter status: REJECTED",
                            "SecurityException: invoke gc of java.lang:type=Memory" + REFUSED,
                            "SecurityException: invoke stop of " + EXPORTER + REFUSED,
                            "SecurityException: invoke dumpHeap of com.sun.management:type=HotSpotDiagnostic" + REFUSED,
                            "SecurityException: createMBean" + REFUSED,
                            "SecurityException: unregisterMBean of " + EXPORTER + REFUSED,
                            "SecurityException: addNotificationListener" + REFUSED,
                            "AccessException: Registry.rebind disallowed; origin unknown",
                            "AccessException: Registry.unbind disallowed; origin unknown",
                            "[jmxrmi]");
            assertThat(dir.resolve("heap.hprof")).doesNotExist();
        }
    }

    @Test
    void anEventReachesAClient() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (RemoteBeans beans = open("", 0)) {
            Future<List<String>> heard = threads.submit(() ->
                    RemoteClient.run(RemoteClient.tls(server), port(beans), LOGIN, "hear org.thermograd.run.ended"));
            while (!heard.isDone()) {
                simulated.beans.tell(BeanEvent.of(EventType.RUN_ENDED, "run luna has ended", Map.of("run", "luna")));
                Thread.sleep(100);
            }
            assertThat(heard.get()).containsExactly("connected", "org.thermograd.run.ended run luna has ended");
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void nobodyElseGetsIn() throws Exception {
        String wrong = "SecurityException: user and password must be those of a line of --jmx-password-file";
        try (RemoteBeans beans = open("", 0)) {
            int port = port(beans);
            List<String> trusting = RemoteClient.tls(server);
            assertThat(RemoteClient.run(trusting, port, ""))
                    .containsExactly("SecurityException: credentials must be a user and a password");
            assertThat(RemoteClient.run(trusting, port, "reader open-sesame-2")).containsExactly(wrong);
            assertThat(RemoteClient.run(trusting, port, "nobody open-sesame-1")).containsExactly(wrong);
            assertThat(RemoteClient.run(trusting, port, "reader another-1")).containsExactly(wrong);
            assertThat(RemoteClient.run(trusting, port, "bytes of-another-class"))
                    .singleElement()
                    .asString()
                    .isEqualTo("InvalidClassException: filter status: REJECTED");
            assertThat(RemoteClient.run(RemoteClient.tls(client), port, LOGIN))
                    .singleElement()
                    .asString()
                    .contains("unable to find valid certification path");
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port)) {
                plain.getOutputStream().write(new byte[] {'J', 'R', 'M', 'I', 0, 2, 0x4b});
                assertThat(plain.getInputStream().readAllBytes())
                        .as("an alert of TLS")
                        .startsWith(21, 3);
            }
        }
    }

    @Test
    void aClientShowsTheCertificateThatIsWanted() throws Exception {
        String more =
                "  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: " + client.certificate() + "\n";
        try (RemoteBeans beans = open(more, 0)) {
            assertThat(RemoteClient.run(RemoteClient.tls(server, client), port(beans), LOGIN))
                    .containsExactly("connected");
            assertThat(RemoteClient.run(RemoteClient.tls(server), port(beans), LOGIN))
                    .singleElement()
                    .asString()
                    .doesNotContain("connected");
        }
    }

    @Test
    void passwordsAreReadAtEachLogin() throws Exception {
        try (RemoteBeans beans = open("", 0)) {
            Files.writeString(passwords, "reader open-sesame-3\n");
            assertThat(RemoteClient.run(RemoteClient.tls(server), port(beans), "reader open-sesame-3"))
                    .containsExactly("connected");
            Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-r--r--"));
            assertThat(RemoteClient.run(RemoteClient.tls(server), port(beans), "reader open-sesame-3"))
                    .containsExactly(
                            "SecurityException: user and password must be those of a line of --jmx-password-file");
        }
    }

    @Test
    void silentConnectionsBeyondALimitAreClosedAndTheirPlacesAreFreeAgain() throws Exception {
        List<Socket> silent = new ArrayList<>();
        try (RemoteBeans beans = open("", 0)) {
            for (int i = 0; i < RemoteSockets.MAX_CONNECTIONS; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), port(beans)));
            }
            try (Socket late = new Socket(InetAddress.getLoopbackAddress(), port(beans))) {
                late.setSoTimeout(20_000);
                assertThat(late.getInputStream().read()).isNegative();
            }
            for (Socket one : silent) {
                one.close();
            }
            List<String> answers = List.of();
            for (int i = 0; i < 20 && !answers.equals(List.of("connected")); i++) {
                answers = RemoteClient.run(RemoteClient.tls(server), port(beans), LOGIN);
            }
            assertThat(answers).containsExactly("connected");
        }
    }

    @Test
    void aPortInUseIsToldAndAClosedOneIsFree() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            int used = port;
            assertThatThrownBy(() -> open("", used))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + used + ": Address already in use");
        }
        for (int i = 0; i < 2; i++) {
            try (RemoteBeans beans = open("", port)) {
                assertThat(port(beans)).isEqualTo(port);
            }
        }
        assertThat(System.getProperty("java.rmi.server.hostname")).isNull();
        assertThatThrownBy(() -> RemoteBeans.open(
                        "none.invalid",
                        0,
                        accepted -> accepted,
                        new PasswordFile(passwords),
                        simulated.clock::nanos,
                        simulated.server))
                .hasMessage("cannot listen on none.invalid:0: the host has no address");
    }
}
