package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.JarProcess;
import org.thermograd.testing.TraineeProcess;

/** Trainings of other JVMs, which this test starts, read by the exporter as people run it. */
@Timeout(300)
class JmxTrainingIT {
    private static final Pattern URL = Pattern.compile(" url=(http://127\\.0\\.0\\.1:\\d+)/metrics\n");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 100;
    private static final long QUICK_MILLIS = 1_000;
    private static final int STEPS = 30;
    private static final int SPIKE = 27;

    @TempDir
    private Path dir;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Deque<TraineeProcess> trainees = new ArrayDeque<>();
    private final StringBuilder file = new StringBuilder();
    private Optional<Process> process = Optional.empty();
    private String url = "";

    @AfterEach
    void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            assertThat(process.get().waitFor(20, TimeUnit.SECONDS))
                    .as("it ends when asked to")
                    .isTrue();
        }
        for (TraineeProcess trainee : trainees) {
            trainee.kill();
        }
    }

    private TraineeProcess trainee(String name, List<String> flags) throws IOException {
        TraineeProcess trainee = TraineeProcess.start(dir, name, flags);
        trainees.add(trainee);
        return trainee;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Path secret(String name, String text) throws IOException {
        Path secret = dir.resolve(name);
        Files.writeString(secret, text);
        return Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    }

    /** Returns the flags of a JVM that listens and lets in who has the password. */
    private List<String> listening(int port) throws IOException {
        Path access = dir.resolve("access");
        Files.writeString(access, "monitor readonly\n");
        return List.of(
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.password.file=" + secret("server.password", "monitor secret\n"),
                "-Dcom.sun.management.jmxremote.access.file=" + access,
                "-Dcom.sun.management.jmxremote.ssl=false");
    }

    private static String address(int port) {
        return "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi";
    }

    private void source(String run, String... fields) {
        file.append("- run: ").append(run).append("\n  object-name: org.example:type=Training,*\n");
        for (String field : fields) {
            file.append("  ").append(field).append('\n');
        }
    }

    private void serve(List<String> flags, String... more) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0", "--hardware", "none"));
        if (file.length() > 0) {
            Files.writeString(dir.resolve("training.yml"), file);
            args.addAll(List.of("--jmx-training", "training.yml"));
        }
        args.addAll(List.of(more));
        Process started =
                JarProcess.of(dir, "serve", flags, args.toArray(String[]::new)).start();
        process = Optional.of(started);
        Matcher line = URL.matcher(log());
        while (!line.find()) {
            assertThat(started.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS))
                    .as(log())
                    .isFalse();
            line = URL.matcher(log());
        }
        url = line.group(1);
    }

    private String log() throws IOException {
        return Files.readString(dir.resolve("serve.err"));
    }

    private String page() throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url + "/metrics")).build(), BodyHandlers.ofString())
                .body();
    }

    private OptionalDouble sample(String series) throws IOException, InterruptedException {
        return page().lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst();
    }

    private OptionalDouble of(String metric, String run) throws IOException, InterruptedException {
        return sample("thermograd_training_" + metric + "{run=\"" + run + "\"}");
    }

    private OptionalDouble success(String run) throws IOException, InterruptedException {
        return sample("thermograd_probe_success{probe=\"jmx_training:" + run + "\"}");
    }

    private void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("%s%n%s%n%s", what, log(), page()).isLessThan(end);
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void awaitStep(String run, int step) throws Exception {
        await(run + " at " + step, () -> of("step", run).equals(OptionalDouble.of(step)));
    }

    private void awaitLog(String text) throws Exception {
        await(text, () -> log().contains(text));
    }

    private void push(String run, long step, String gradNorm) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/training/" + run + "/steps"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"step\":%d,\"loss\":1.5,\"grad_norm\":%s}".formatted(step, gradNorm)))
                .build();
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isBetween(200, 299);
    }

    /** Counts of steps and spikes, of those without a number, and of restarts. */
    private List<OptionalDouble> counts(String run) throws IOException, InterruptedException {
        List<OptionalDouble> counts = new ArrayList<>();
        for (String metric : List.of(
                "steps_total",
                "grad_spike_steps_total",
                "grad_spikes_total",
                "steps_unexamined_total",
                "restarts_total",
                "grad_norm",
                "loss")) {
            counts.add(of(metric, run));
        }
        counts.add(sample("thermograd_training_nonfinite_total{run=\"" + run + "\",signal=\"grad_norm\"}"));
        return counts;
    }

    @Test
    void stepsComeThroughEachDoorAsThoughTheyHadBeenPushed() throws Exception {
        int port = freePort();
        List<String> flags = listening(port);
        TraineeProcess remote = trainee("remote", flags);
        String jar = "local-" + ProcessHandle.current().pid();
        TraineeProcess local = trainee(jar, List.of());
        source("remote", "url: " + address(port), "credentials-file: " + secret("client.password", "monitor secret\n"));
        source("local", "main-class: " + jar + ".jar");
        serve(List.of());

        await(
                "connected before the first step",
                () -> success("remote").equals(OptionalDouble.of(1))
                        && success("local").equals(OptionalDouble.of(1)));
        assertThat(of("steps_total", "remote")).isEmpty();
        for (int step = 0; step < STEPS; step++) {
            String norm = step == SPIKE ? "400.0" : step == SPIKE + 1 ? "NaN" : "1.0" + step % 5;
            remote.train(step, "1.5", norm);
            local.train(step, "1.5", norm);
            awaitStep("remote", step);
            awaitStep("local", step);
            push("pushed", step, norm);
        }

        assertThat(counts("pushed").get(0)).hasValue(STEPS);
        assertThat(counts("pushed").get(1)).hasValue(1);
        assertThat(counts("remote")).isEqualTo(counts("pushed"));
        assertThat(counts("local")).isEqualTo(counts("pushed"));
        assertThat(success("remote")).hasValue(1);

        double unexamined = of("steps_unexamined_total", "remote").orElseThrow();
        remote.train(STEPS + 9, "1.5", "1.0");
        awaitStep("remote", STEPS + 9);
        assertThat(of("steps_total", "remote")).hasValue(STEPS + 1);
        assertThat(of("steps_unexamined_total", "remote")).hasValue(unexamined + 9);

        remote.kill();
        await("it is away", () -> success("remote").equals(OptionalDouble.of(0)));
        awaitLog("event=probe_failed probe=jmx_training:remote");
        TraineeProcess again = trainee("again", flags);
        again.train(3, "1.5", "1.0");
        awaitStep("remote", 3);
        assertThat(of("steps_total", "remote")).hasValue(STEPS + 2);
        assertThat(of("restarts_total", "remote")).hasValue(1);
        assertThat(of("steps_unexamined_total", "remote").orElseThrow()).isBetween(unexamined + 9, unexamined + 10);
        awaitLog("event=probe_recovered probe=jmx_training:remote");
    }

    @Test
    void aJvmThatHangsStopsItselfOnlyAndComesBack() throws Exception {
        int port = freePort();
        TraineeProcess remote = trainee("remote", listening(port));
        String jar = "local-" + ProcessHandle.current().pid();
        TraineeProcess local = trainee(jar, List.of());
        source("remote", "url: " + address(port), "credentials-file: " + secret("client.password", "monitor secret"));
        source("local", "main-class: " + jar + ".jar");
        serve(List.of());
        remote.train(1, "1.5", "1.0");
        local.train(1, "1.5", "1.0");
        awaitStep("remote", 1);
        awaitStep("local", 1);

        remote.signal("STOP");
        await("it hangs", () -> success("remote").equals(OptionalDouble.of(0)));
        awaitLog("event=probe_hangs probe=jmx_training:remote");
        for (int step = 2; step < 8; step++) {
            local.train(step, "1.5", "1.0");
            awaitStep("local", step);
            long start = System.nanoTime();
            assertThat(page()).contains("thermograd_probe_success{probe=\"jmx_training:local\"} 1.0");
            assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis()).isLessThan(QUICK_MILLIS);
        }
        awaitLog("event=probe_failed probe=jmx_training:remote reason=\"SocketTimeoutException: Read timed out\"");
        assertThat(of("steps_total", "local")).hasValue(7);

        remote.signal("CONT");
        remote.train(2, "1.5", "1.0");
        awaitStep("remote", 2);
        await("it is back", () -> success("remote").equals(OptionalDouble.of(1)));
        assertThat(of("steps_total", "remote")).hasValue(2);
    }

    private void keytool(String name, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                dir.resolve(name + ".p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-alias",
                name));
        command.addAll(List.of(arguments));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    /** Makes a key for a name and returns its certificate. */
    private Path certificate(String name, String host) throws Exception {
        keytool(name, "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=" + host);
        Path pem = dir.resolve(name + ".pem");
        keytool(name, "-exportcert", "-rfc", "-file", pem.toString());
        return pem;
    }

    private List<String> overTls(int port, String certificate) throws IOException {
        List<String> flags = new ArrayList<>(listening(port));
        flags.remove(flags.size() - 1);
        flags.addAll(List.of(
                "-Djavax.net.ssl.keyStore=" + dir.resolve(certificate + ".p12"),
                "-Djavax.net.ssl.keyStorePassword=changeit"));
        return flags;
    }

    @Test
    void overTlsOrNotAtAll() throws Exception {
        Path right = certificate("right", "ip:127.0.0.1");
        Path wrong = certificate("wrong", "dns:elsewhere.example");
        int plain = freePort();
        int tls = freePort();
        int registry = freePort();
        int named = freePort();
        trainee("plain", listening(plain));
        trainee("tls", overTls(tls, "right")).train(1, "1.5", "1.0");
        List<String> both = new ArrayList<>(overTls(registry, "right"));
        both.add("-Dcom.sun.management.jmxremote.registry.ssl=true");
        trainee("registry", both).train(1, "1.5", "1.0");
        trainee("named", overTls(named, "wrong"));
        String password = "credentials-file: " + secret("client.password", "monitor secret");
        source("tls", "url: " + address(tls), password, "ca-file: " + right);
        source("registry", "url: " + address(registry), password, "ca-file: " + right);
        source("plain", "url: " + address(plain), password, "ca-file: " + right);
        source("untrusted", "url: " + address(tls), password, "ca-file: " + wrong);
        source("untrusted-registry", "url: " + address(registry), password, "ca-file: " + wrong);
        source("named", "url: " + address(named), password, "ca-file: " + wrong);
        serve(List.of());

        awaitStep("tls", 1);
        awaitStep("registry", 1);
        awaitLog("event=probe_failed probe=jmx_training:plain"
                + " reason=\"ca-file asks for TLS, but the JVM shows its MBeans without\"");
        for (String run : List.of("untrusted", "untrusted-registry")) {
            awaitLog("event=probe_failed probe=jmx_training:" + run + " reason=\"SunCertPathBuilderException:");
        }
        awaitLog("event=probe_failed probe=jmx_training:named reason=\"CertificateException:");
        for (String run : List.of("plain", "untrusted", "untrusted-registry", "named")) {
            await(run + " fails", () -> success(run).equals(OptionalDouble.of(0)));
        }
        await(
                "a good one",
                () -> success("tls").equals(OptionalDouble.of(1))
                        && success("registry").equals(OptionalDouble.of(1)));
        assertThat(log()).doesNotContain("secret");
    }

    @Test
    void whatIsWrongIsShownAndHarmsNothingElse() throws Exception {
        int port = freePort();
        TraineeProcess trainee = trainee("remote", listening(port));
        String good = "credentials-file: " + secret("client.password", "monitor secret");
        source("good", "url: " + address(port), good);
        source("stranger", "url: " + address(port));
        source("wrong", "url: " + address(port), "credentials-file: " + secret("wrong.password", "monitor guessed"));
        source("nobody", "url: " + address(freePort()));
        source("no-process", "main-class: org.example.NotThere");
        serve(List.of());
        trainee.train(1, "1.5", "1.0");
        awaitStep("good", 1);

        awaitLog("event=probe_failed probe=jmx_training:stranger reason=\"access denied: Authentication failed!");
        awaitLog("event=probe_failed probe=jmx_training:wrong reason=\"access denied: Authentication failed!");
        awaitLog("event=probe_failed probe=jmx_training:nobody reason=\"ConnectException: Connection refused\"");
        awaitLog("event=probe_failed probe=jmx_training:no-process reason=\"one process of this user must have"
                + " main-class org.example.NotThere, got none\"");
        for (String run : List.of("stranger", "wrong", "nobody", "no-process")) {
            await(run + " fails", () -> success(run).equals(OptionalDouble.of(0)));
        }
        await("good is well", () -> success("good").equals(OptionalDouble.of(1)));

        trainee.train(2, "1.25", "high");
        awaitStep("good", 2);
        await("a text is told", () -> success("good").equals(OptionalDouble.of(0)));
        awaitLog("reason=\"GradNorm must be a number, got the text 'high'\"");
        assertThat(of("loss", "good")).hasValue(1.25);
        trainee.train(3, "1.25", "throws");
        awaitLog("reason=\"GradNorm throws IllegalStateException: no value\"");
        trainee.train(4, "1.25", "null");
        awaitLog("reason=\"GradNorm must be a number, got null\"");
        awaitStep("good", 4);
        assertThat(success("good")).hasValue(0);

        trainee.train(5, "NaN", "Infinity");
        awaitStep("good", 5);
        await("NaN is a value", () -> success("good").equals(OptionalDouble.of(1)));
        assertThat(sample("thermograd_training_nonfinite_total{run=\"good\",signal=\"loss\"}"))
                .hasValue(1);
        assertThat(of("steps_total", "good")).hasValue(5);
        assertThat(log().lines().filter(line -> line.contains("probe_failed probe=jmx_training:wrong")))
                .as("a state is told once")
                .hasSize(1);
        assertThat(log()).doesNotContain("guessed");
    }

    @Test
    void withoutTheOptionNothingOfRmiIsLoaded() throws Exception {
        Path classes = dir.resolve("classes.log");
        serve(List.of("-Xlog:class+load:file=" + classes));
        push("luna", 1, "1.0");
        await("beans are open", () -> Files.readString(classes).contains("org.thermograd.adapter.jmx.Beans "));

        assertThat(Files.readString(classes).lines().map(line -> line.replaceFirst("^.*?] ", "")))
                .noneMatch(name -> name.startsWith("java.rmi.")
                        || name.startsWith("sun.rmi.")
                        || name.startsWith("javax.management.remote.")
                        || name.startsWith("com.sun.tools.attach.")
                        || name.startsWith("org.yaml."));
    }
}
