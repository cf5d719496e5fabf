package org.thermograd.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.thermograd.testing.JarProcess;

/** What the exporter keeps with {@code --data-dir} when it is killed, its disk is full, or somebody else has its folder. */
class DurableIT {
    /** How often it is killed; {@code scripts/kill-often} does so 200 times. */
    private static final int KILLS = 5;

    private static final int RUNS = 4;
    private static final int STEPS_A_PUSH = 10;
    /** For 2,000 steps a second together. */
    private static final long PAUSE_MILLIS = 20;

    @TempDir
    private Path dir;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final List<Process> processes = new ArrayList<>();
    private String address;

    @BeforeEach
    void choosePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = "127.0.0.1:" + socket.getLocalPort();
        }
    }

    @AfterEach
    void killAll() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private Process start(String name, String where, String data) throws IOException {
        Process process = JarProcess.of(
                        dir,
                        name,
                        List.of("-Xmx64m"),
                        "serve",
                        "--listen",
                        where,
                        "--hardware",
                        "none",
                        "--data-dir",
                        data)
                .start();
        processes.add(process);
        return process;
    }

    private Process start(String name) throws IOException, InterruptedException {
        return start(name, "state");
    }

    /** Starts the exporter and returns once it answers. */
    private Process start(String name, String data) throws IOException, InterruptedException {
        Process process = start(name, address, data);
        while (!log(name).contains(" event=started ")) {
            assertThat(process.waitFor(10, TimeUnit.MILLISECONDS)).as(log(name)).isFalse();
        }
        return process;
    }

    private String log(String name) throws IOException {
        return Files.readString(dir.resolve(name + ".err"));
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private HttpResponse<String> push(String run, String body) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + address + "/api/v1/training/" + run + "/steps"))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private String page() throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://" + address + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private static long value(String page, String series) {
        Matcher line = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(page);
        return line.find() ? (long) Double.parseDouble(line.group(1)) : 0;
    }

    private static String steps(String run) {
        return "thermograd_training_steps_total{run=\"" + run + "\"}";
    }

    /** A trainer that repeats what was not acknowledged, and goes on then. */
    private final class Trainer {
        private final String run;
        private long acknowledged;
        private String unacknowledged = "";

        Trainer(String run) {
            this.run = run;
        }

        /** Pushes until nobody answers. */
        void train() {
            try {
                while (true) {
                    if (unacknowledged.isEmpty()) {
                        unacknowledged = body(acknowledged);
                    }
                    repeat();
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (IOException e) {
                // It was killed.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void repeat() throws IOException, InterruptedException {
            if (!unacknowledged.isEmpty()) {
                HttpResponse<String> answer = push(run, unacknowledged);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                acknowledged += STEPS_A_PUSH;
                unacknowledged = "";
            }
        }

        private String body(long from) {
            StringBuilder body = new StringBuilder("{\"steps\":[");
            double now = System.currentTimeMillis() / 1000.0;
            for (int i = 0; i < STEPS_A_PUSH; i++) {
                body.append(i == 0 ? "" : ",")
                        .append("{\"step\":")
                        .append(from + i)
                        .append(",\"timestamp\":")
                        .append(now + i / 1000.0)
                        .append(",\"grad_norm\":1.5,\"loss\":2}");
            }
            return body.append("]}").toString();
        }
    }

    @Test
    @Timeout(120)
    void whatWasAcknowledgedSurvivesEveryKillAndCountsOnce() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        List<Trainer> trainers = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            trainers.add(new Trainer("run" + i));
        }
        for (int kill = 0; kill <= KILLS; kill++) {
            Process process = start("serve" + kill);
            String page = page();
            for (Trainer trainer : trainers) {
                long counted = value(page, steps(trainer.run));
                assertThat(counted)
                        .as("%s after kill %d", trainer.run, kill)
                        .isGreaterThanOrEqualTo(trainer.acknowledged)
                        .isLessThanOrEqualTo(
                                trainer.acknowledged + (trainer.unacknowledged.isEmpty() ? 0 : STEPS_A_PUSH));
                trainer.repeat();
            }
            page = page();
            for (Trainer trainer : trainers) {
                assertThat(value(page, steps(trainer.run)))
                        .as("%s after kill %d and repeats", trainer.run, kill)
                        .isEqualTo(trainer.acknowledged);
            }
            List<Thread> threads = new ArrayList<>();
            for (Trainer trainer : trainers) {
                Thread thread = new Thread(trainer::train, trainer.run);
                thread.start();
                threads.add(thread);
            }
            Thread.sleep(random.nextInt(200, 1500));
            kill(process);
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
                assertThat(thread.isAlive()).isFalse();
            }
        }
        long all = trainers.stream().mapToLong(trainer -> trainer.acknowledged).sum();
        assertThat(all).isGreaterThan(KILLS * 100L);
    }

    @Test
    @Timeout(60)
    void aSecondProcessDoesNotStart() throws Exception {
        start("first");
        Process second = start("second", "127.0.0.1:0", "state");
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(log("second")).contains("cannot use --data-dir state: another exporter uses it");
        assertThat(push("run", "{\"step\":1,\"grad_norm\":1}").statusCode()).isEqualTo(200);
    }

    /** Mounts a small disk, where this process may. */
    private Path disk(String options) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(dir.resolve("disk"));
        assumeThat(ran("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()))
                .as("a small disk can be mounted (as root on Linux)")
                .isTrue();
        return disk;
    }

    private static boolean ran(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void unmount(Path disk) throws InterruptedException {
        killAll();
        assertThat(ran("umount", disk.toString())).isTrue();
    }

    @Test
    @Timeout(60)
    void aFullDiskRefusesAndHeals() throws Exception {
        Path disk = disk("size=512k");
        try {
            Process process = start("serve", "disk/state");
            Trainer trainer = new Trainer("run");
            Path filler = disk.resolve("filler");
            Files.write(filler, new byte[300 * 1024]);
            HttpResponse<String> answer = push("run", trainer.body(0));
            while (answer.statusCode() == 200) {
                trainer.acknowledged += STEPS_A_PUSH;
                Thread.sleep(2);
                answer = push("run", trainer.body(trainer.acknowledged));
            }
            trainer.unacknowledged = trainer.body(trainer.acknowledged);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(507);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"state cannot be written to --data-dir: No space left on device\"}");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            String page = page();
            assertThat(value(page, "thermograd_state_write_failures_total")).isPositive();
            assertThat(value(page, "thermograd_push_rejected_total{reason=\"insufficient_storage\"}"))
                    .isPositive();
            assertThat(value(page, steps("run"))).isEqualTo(trainer.acknowledged);
            assertThat(log("serve")).contains("event=state_write_failed");

            Files.delete(filler);
            trainer.repeat();
            assertThat(value(page(), steps("run"))).isEqualTo(trainer.acknowledged);
            assertThat(log("serve")).contains("event=state_write_recovered");
            kill(process);
            start("again", "disk/state");
            assertThat(value(page(), steps("run"))).isEqualTo(trainer.acknowledged);
        } finally {
            unmount(disk);
        }
    }

    @Test
    @Timeout(60)
    void aFolderThatCannotBeWrittenIsAClearError() throws Exception {
        Path disk = disk("size=512k,ro");
        try {
            Process process = start("serve", address, "disk/state");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(log("serve"))
                    .contains("cannot write to --data-dir disk/state: ")
                    .contains("Read-only file system");
        } finally {
            unmount(disk);
        }
    }
}
