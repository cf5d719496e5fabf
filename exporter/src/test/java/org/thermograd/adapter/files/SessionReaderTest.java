package org.thermograd.adapter.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.thermograd.domain.analysis.recording.RecordedSession;
import org.thermograd.domain.analysis.recording.SkipRule;
import org.thermograd.domain.analysis.recording.Tally;
import org.thermograd.domain.analysis.recording.TrainingRecording;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.training.RunId;

class SessionReaderTest {
    @TempDir
    private Path dir;

    private Path folder = Path.of("");

    @BeforeEach
    void record() throws TooManyRunsException {
        LiveSession live = new LiveSession(dir).twoMinutes();
        live.ingestor.delete(new RunId("nobody"));
        live.ingestor.finish(LiveSession.RUN);
        live.recorder.close();
        folder = live.recorder.folder();
    }

    private RecordedSession read() throws RecordingException {
        return new SessionReader().read(folder);
    }

    private void replace(String name, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(name));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(name), text.replace(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {SessionFiles.HARDWARE, SessionFiles.TRAINING, SessionFiles.EVENTS})
    void skipsAndCountsATornLastLineWhereverItIsTorn(String name) throws Exception {
        Path file = folder.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        String text = new String(whole, StandardCharsets.UTF_8);
        int last = text.lastIndexOf('\n', text.length() - 2) + 1;
        Files.write(file, Arrays.copyOf(whole, last));
        RecordedSession without = read();
        assertThat(torn(without, name)).isZero();
        for (int end = last + 1; end < whole.length; end++) {
            Files.write(file, Arrays.copyOf(whole, end));
            RecordedSession session = read();

            assertThat(torn(session, name)).as("cut at %d", end).isEqualTo(1);
            assertThat(session.events().collapses()).isEqualTo(without.events().collapses());
            assertThat(session.events().spikes()).isEqualTo(without.events().spikes());
            assertThat(session.events().runs()).isEqualTo(without.events().runs());
            assertThat(rows(session)).isEqualTo(rows(without));
            assertThat(steps(session)).isEqualTo(steps(without));
        }
        assertThat(read().facts()).isEqualTo(without.facts());
    }

    private static int torn(RecordedSession session, String name) {
        Tally tally = switch (name) {
            case SessionFiles.HARDWARE -> session.hardwareTally();
            case SessionFiles.TRAINING -> session.trainingTally();
            default -> session.events().tally();
        };
        return tally.count(SkipRule.TORN_LAST_LINE);
    }

    private static List<Integer> rows(RecordedSession session) {
        return session.devices().values().stream()
                .map(device -> device.samples().size())
                .toList();
    }

    private static int steps(RecordedSession session) {
        return requireNonNull(session.runs().get("luna-7")).entries().size();
    }

    @Test
    void readsASessionThatHasJustBegun() throws Exception {
        Files.writeString(folder.resolve("hardware.csv"), String.join(",", SessionFiles.COLUMNS) + "\n");
        Files.writeString(folder.resolve("training.jsonl"), "");
        Files.writeString(folder.resolve("events.jsonl"), "");

        RecordedSession session = read();

        assertThat(session.devices()).isEmpty();
        assertThat(session.runs()).isEmpty();
        assertThat(session.events().tally().used()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"session.json", "hardware.csv", "training.jsonl", "events.jsonl"})
    void namesAFileThatIsMissing(String name) throws IOException {
        Files.delete(folder.resolve(name));

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(this::read)
                .withMessage(folder.resolve(name) + ": no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"session.json", "hardware.csv"})
    void namesAFileThatIsEmpty(String name) throws IOException {
        Files.writeString(folder.resolve(name), "");

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(this::read)
                .withMessage(folder.resolve(name) + ": file must not be empty");
    }

    @Test
    void refusesWhatIsNoFolder() {
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> new SessionReader().read(dir.resolve("nothing")))
                .withMessage(dir.resolve("nothing") + ": no such folder");
        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(() -> new SessionReader().read(folder.resolve("hardware.csv")))
                .withMessage(folder.resolve("hardware.csv") + ": must be the folder of a session, got a file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"schemaVersion\" : 1;\"schemaVersion\" : 2;schemaVersion must be 1, got 2",
                "\"schemaVersion\" : 1,;'';schemaVersion must be a whole number, got none",
                "\"luna\";7;host must be text, got 7",
                "\"2026-11-22T10:36:00.000Z\";\"today\";start must be a time such as 2026-11-22T10:36:00.000Z, got \"today\"",
                "\"hardware\" : \"real\";\"hardware\" : \"unreal\";source.hardware must be one of real, simulated, replayed, none, got \"unreal\"",
                "\"samplePeriodMs\" : 1000;\"samplePeriodMs\" : 0;samplePeriod must be positive, got PT0S",
                "\"samplePeriodMs\" : 1000;\"samplePeriodMs\" : -1;samplePeriodMs must be at least 0, got -1",
                "\"k\" : 5.0;\"k\" : 0;k must be finite and positive, got 0.0",
                "\"window\" : 100;\"window\" : 5000000000;detectors.spikes.window must be a whole number of an int, got 5000000000",
                "\"properties\" : { };\"properties\" : [ ];devices.cpu.properties must be an object, got []",
                "\"origin\" : \"read\";\"origin\" : true;devices.gpu0.ratedWatts.origin must be text, got true",
                "\"value\" : 700.0;\"value\" : null;devices.gpu0.ratedWatts.value must be a number, got null",
                "\"slopeWindowMs\" : 15000;\"slopeWindowMs\" : 121000;slopeWindow must be at most PT2M, got PT2M1S",
                "\"value\" : 700.0;\"value\" : 0;ratedWatts must be positive, got 0.0",
                "\"GPU-0000\";\" \";'uuid, properties and throttleReasons must not be blank, got Optional[ ]{NAME=Imaginary \"H\", 200, DRIVER_VERSION=590.12}[sw_power_cap, sw_thermal]'",
                "\"sw_power_cap\";1;'devices.gpu0.throttleReasons must be an array of texts, got [1,\"sw_thermal\"]'",
                "\"uuid\" : null,;'';'devices.cpu.uuid must be there, be it null, got none'"
            })
    void saysWhatIsWrongInSessionJson(String from, String to, String message) throws IOException {
        replace("session.json", from, to);

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(this::read)
                .withMessage(folder.resolve("session.json") + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[];must hold one JSON object", "'{\"a\":\n';line 2: JSON is broken here"})
    void refusesASessionJsonThatIsNone(String text, String message) throws IOException {
        Files.writeString(folder.resolve("session.json"), text);

        assertThatExceptionOfType(RecordingException.class)
                .isThrownBy(this::read)
                .withMessage(folder.resolve("session.json") + ": " + message);
    }

    @Test
    void skipsAndCountsEventsThatItDoesNotKnow() throws Exception {
        Files.writeString(folder.resolve("events.jsonl"), """

                [1]
                {"type":"spike"
                {"type":"phase","onset":"2026-11-22T10:36:00.000Z"}
                {"type":"spike","run":"a","kind":"log_hampel","onset":"yesterday"}
                {"type":"spike","run":"","kind":"log_hampel","onset":"2026-11-22T10:36:00.000Z"}
                {"type":"collapse","device":"gpu0","reason":"magic","onset":"2026-11-22T10:36:00.000Z","end":null}
                {"type":"collapse","device":"gpu0","reason":"hw_thermal","onset":"2026-11-22T10:36:00.000Z"}
                {"type":"run","run":"a","onset":"2026-11-22T10:36:00.000Z","end":"2026-11-22T10:37:00.000Z"}
                {"type":"collapse","device":"gpu0","reason":"hw_thermal","onset":"2026-11-22T10:36:00.000Z","end":null} x
                """);

        Tally tally = read().events().tally();

        assertThat(tally.used()).isZero();
        assertThat(tally.count(SkipRule.BLANK_LINE)).isEqualTo(1);
        assertThat(tally.count(SkipRule.NOT_AN_OBJECT)).isEqualTo(1);
        assertThat(tally.count(SkipRule.BROKEN_JSON)).isEqualTo(2);
        assertThat(tally.count(SkipRule.UNREADABLE_EVENT)).isEqualTo(6);
        assertThat(tally.summary()).contains("6 x event that cannot be read (first at line 4: type phase)");
    }

    @Test
    void skipsAndCountsStepsThatItCannotUse() throws Exception {
        Files.writeString(folder.resolve("training.jsonl"), """

                {"step":1,"timestamp_shared":1790000000.000,"grad_norm":1.0}
                {"run":"a","step":1,"timestamp_shared":-4,"grad_norm":1.0}
                {"run":"b","step":1,"timestamp_shared":1790000000.000,"loss":1.0}
                {"run":"b","step":1,
                7
                """);

        RecordedSession session = read();

        assertThat(session.trainingTally().count(SkipRule.NO_RUN)).isEqualTo(1);
        assertThat(session.trainingTally().count(SkipRule.BLANK_LINE)).isEqualTo(1);
        assertThat(session.trainingTally().count(SkipRule.BROKEN_JSON)).isEqualTo(1);
        assertThat(session.trainingTally().count(SkipRule.NOT_AN_OBJECT)).isEqualTo(1);
        assertThat(session.trainingTally().count(SkipRule.BEFORE_SESSION))
                .as("that of September, in a session of November")
                .isEqualTo(1);
        assertThat(session.trainingTally().used()).isEqualTo(1);
        SortedMap<String, TrainingRecording> runs = session.runs();
        assertThat(runs).containsOnlyKeys("b");
        assertThat(requireNonNull(runs.get("b")).gradNorm().size())
                .as("a run may have no norm")
                .isZero();
    }

    @Test
    void aRunThatSaysNothingTrainsOnAllDevices() throws RecordingException {
        assertThat(read().devicesOf("luna-7")).isEqualTo(Set.of("cpu", "gpu0", "gpu1"));
    }
}
