package org.thermograd.adapter.jmx.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.ingest.ConditionSource;
import org.thermograd.domain.ingest.IngestConfig;
import org.thermograd.domain.ingest.RunSnapshot;
import org.thermograd.domain.ingest.StepIngestor;
import org.thermograd.domain.ingest.StepListener;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.testing.ManualClock;

class TrainingProbeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-30T12:00:00Z"));
    private final StepIngestor ingestor = new StepIngestor(
            IngestConfig.withDefaults().withMaxRuns(1), clock, StepListener.NONE, ConditionSource.UNKNOWN);
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final Trainer trainer = new Trainer().with("Step", 1).with("Loss", 2.5);
    private final ObjectName name = new ObjectName("org.example:type=Training");

    private Optional<Exception> closed = Optional.empty();
    private int opened;
    private int ended;

    private final TrainingProbe probe = probe("luna");

    private TrainingProbeTest() throws JMException {
        server.registerMBean(trainer, name);
    }

    private TrainingProbe probe(String run) {
        TrainingSource source = new TrainingSource(
                new RunId(run),
                new SourceAddress.Local("org.example.Train"),
                Optional.empty(),
                Optional.empty(),
                name,
                StepAttributes.DEFAULT);
        return new TrainingProbe(source, this::open, ingestor, clock::nanos);
    }

    private Link open() throws IOException {
        opened++;
        if (closed.isPresent()) {
            if (closed.get() instanceof IOException refused) {
                throw refused;
            }
            throw (RuntimeException) closed.get();
        }
        return new Link(server, () -> ended++);
    }

    private void read() throws ProbeException {
        clock.advance(SECOND);
        probe.read(clock.instant());
    }

    private void failsWith(String reason) {
        assertThatExceptionOfType(ProbeException.class)
                .isThrownBy(this::read)
                .withMessage("probe jmx_training:luna failed: " + reason);
    }

    private RunSnapshot run() {
        return ingestor.snapshot().runs().get(0);
    }

    @Test
    void stepsAreCountedOnceAndMissedOnesAreTold() throws ProbeException {
        read();
        read();
        trainer.with("Step", 5);
        read();

        assertThat(run().run()).isEqualTo(new RunId("luna"));
        assertThat(run().counts().steps()).isEqualTo(2);
        assertThat(run().step()).hasValue(5);
        assertThat(run().counts().unexamined())
                .as("two of them in the warm-up, three missed")
                .isEqualTo(5);
        assertThat(opened).isOne();
    }

    @Test
    void aProblemOfOneSignalFailsTheReadAfterTheOthersWereTaken() {
        trainer.with("GradNorm", "high");
        failsWith("GradNorm must be a number, got the text 'high'");

        assertThat(run().counts().steps()).isEqualTo(1);
        assertThat(ended).isZero();
        assertThat(opened).isOne();
        failsWith("GradNorm must be a number, got the text 'high'");
        assertThat(run().counts().steps()).isEqualTo(1);
    }

    @Test
    void whoCannotBeReachedIsTriedAgainLessAndLess() throws ProbeException {
        closed = Optional.of(new IOException("nobody there"));
        for (int i = 0; i < 12; i++) {
            failsWith("IOException: nobody there");
        }
        assertThat(opened).as("after 1 s, 2 s, 4 s, 8 s").isEqualTo(4);

        closed = Optional.empty();
        clock.advance(Duration.ofMinutes(1));
        read();
        assertThat(run().counts().steps()).isEqualTo(1);
    }

    @Test
    void aConnectionThatFailsIsOpenedAgain() throws Exception {
        read();
        trainer.giving("Step", () -> {
            throw new IllegalStateException("x");
        });
        failsWith("Step throws IllegalStateException: x");
        assertThat(ended).as("the connection is good").isZero();

        server.unregisterMBean(name);
        failsWith("there is no MBean org.example:type=Training");
        assertThat(ended).isZero();

        server.registerMBean(trainer.with("Step", 9), name);
        read();
        assertThat(run().step()).hasValue(9);

        probe.close();
        assertThat(ended).isOne();
        read();
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void accessThatIsDeniedSaysSo() {
        closed = Optional.of(new SecurityException("Authentication failed!"));
        failsWith("access denied: Authentication failed!");

        clock.advance(SECOND);
        closed = Optional.of(new SourceException("ca-file x must hold certificates in PEM"));
        failsWith("ca-file x must hold certificates in PEM");
        failsWith("ca-file x must hold certificates in PEM");
    }

    @Test
    void whatComesLateIsLeftToTheNextRead() throws ProbeException {
        read();
        trainer.giving("Loss", () -> {
            clock.advance(Duration.ofSeconds(2));
            return 1.0;
        });
        trainer.with("Step", 2);
        read();
        assertThat(run().step()).hasValue(1);

        trainer.with("Loss", 1.0).with("Step", 3);
        read();
        assertThat(run().step()).hasValue(3);
        assertThat(run().counts().unexamined()).isEqualTo(3);
    }

    @Test
    void aRunForWhichThereIsNoPlaceIsTaken_onceThereIs() throws Exception {
        ingestor.push(new RunId("other"), TrainingPush.of(List.of()));
        failsWith("runs that are active or have just ended must be at most 1, got one more: luna");

        ingestor.delete(new RunId("other"));
        read();
        assertThat(run().counts().steps()).isEqualTo(1);
    }
}
