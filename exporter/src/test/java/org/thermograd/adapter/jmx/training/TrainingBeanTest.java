package org.thermograd.adapter.jmx.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thermograd.domain.training.Signal;

class TrainingBeanTest {
    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final Trainer trainer = new Trainer()
            .with("Step", 7)
            .with("Loss", 2.5)
            .with("GradNorm", 1.5f)
            .with("Name", "luna");

    private TrainingBeanTest() throws JMException {
        server.registerMBean(trainer, name("org.example:type=Training,name=luna"));
    }

    private static ObjectName name(String text) throws JMException {
        return new ObjectName(text);
    }

    private Optional<StepReading> read(StepAttributes attributes) throws IOException, JMException {
        return TrainingBean.find(server, name("org.example:type=Training,*"), attributes)
                .read();
    }

    private StepReading read() throws IOException, JMException {
        return read(StepAttributes.DEFAULT).orElseThrow();
    }

    private static StepAttributes named(Map<Signal, String> signals) {
        return new StepAttributes(Optional.empty(), signals);
    }

    private void failsWith(String reason) {
        failsWith(StepAttributes.DEFAULT, reason);
    }

    private void failsWith(StepAttributes attributes, String reason) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> read(attributes))
                .withMessage(reason);
    }

    @Test
    void readsWhatIsThereUnderItsUsualName() throws IOException, JMException {
        assertThat(read().step()).isEqualTo(7);
        assertThat(read().signals()).isEqualTo(Map.of(Signal.LOSS, 2.5, Signal.GRAD_NORM, 1.5));
        assertThat(read().problems()).isEmpty();

        trainer.with("LearningRate", 0.125);
        assertThat(read().signals()).containsEntry(Signal.LEARNING_RATE, 0.125);
    }

    @Test
    void readsAMemberOfACompositeAndOfOneWithin() throws IOException, JMException, OpenDataException {
        trainer.with("Progress", composite("now", composite("loss", 0.5)));
        trainer.with("a.b", composite("norm", 4.0));

        assertThat(read(named(Map.of(Signal.LOSS, "Progress.now.loss", Signal.GRAD_NORM, "a.b.norm")))
                        .orElseThrow()
                        .signals())
                .isEqualTo(Map.of(Signal.LOSS, 0.5, Signal.GRAD_NORM, 4.0));
    }

    private static CompositeDataSupport composite(String member, Object value) throws OpenDataException {
        OpenType<?> type = value instanceof CompositeDataSupport inner ? inner.getCompositeType() : SimpleType.DOUBLE;
        CompositeType outer =
                new CompositeType("t", "t", new String[] {member}, new String[] {member}, new OpenType<?>[] {type});
        return new CompositeDataSupport(outer, Map.of(member, value));
    }

    @Test
    void aStepInOneCompositeIsReadOnce() throws IOException, JMException, OpenDataException {
        AtomicLong reads = new AtomicLong();
        CompositeType type = new CompositeType(
                "t", "t", new String[] {"step", "loss"}, new String[] {"step", "loss"}, new OpenType<?>[] {
                    SimpleType.LONG, SimpleType.DOUBLE
                });
        trainer.giving("Progress", () -> {
            try {
                return new CompositeDataSupport(type, Map.of("step", reads.incrementAndGet(), "loss", 1.0));
            } catch (OpenDataException e) {
                throw new AssertionError(e);
            }
        });
        trainer.without("GradNorm");

        StepReading reading = read(new StepAttributes(
                        Optional.of("Progress.step"), Map.of(Signal.LOSS, "Progress.loss")))
                .orElseThrow();

        assertThat(reading.step()).isEqualTo(1);
        assertThat(reads).hasValue(1);
    }

    @Test
    void aStepThatEndsMeanwhileIsReadAgainAndNotTakenIfItNeverStays() throws IOException, JMException {
        AtomicLong step = new AtomicLong();
        trainer.giving("Step", step::incrementAndGet);
        assertThat(read(StepAttributes.DEFAULT)).isEmpty();
        assertThat(step).hasValue(6);

        trainer.giving("Step", () -> Math.min(step.incrementAndGet(), 8));
        assertThat(read().step()).isEqualTo(8);
    }

    @Test
    void aNegativeStepIsNoneYet() throws IOException, JMException {
        trainer.with("Step", -1);

        assertThat(read(StepAttributes.DEFAULT)).isEmpty();
    }

    @Test
    void valuesThatAreNotFiniteAreValues() throws IOException, JMException {
        trainer.with("Loss", Double.NaN).with("GradNorm", Float.POSITIVE_INFINITY);

        assertThat(read().signals())
                .isEqualTo(Map.of(Signal.LOSS, Double.NaN, Signal.GRAD_NORM, Double.POSITIVE_INFINITY));
    }

    @Test
    void whatIsNoNumberHarmsNoOther() throws IOException, JMException {
        trainer.with("Loss", "2.5");
        assertThat(read().signals()).isEqualTo(Map.of(Signal.GRAD_NORM, 1.5));
        assertThat(read().problems()).containsExactly("Loss must be a number, got the text '2.5'");

        trainer.with("Loss", null);
        assertThat(read().problems()).containsExactly("Loss must be a number, got null");

        trainer.with("Loss", true);
        assertThat(read().problems()).containsExactly("Loss must be a number, got a Boolean");

        trainer.giving("Loss", () -> {
            throw new IllegalStateException("no loss\nyet");
        });
        assertThat(read().signals()).isEqualTo(Map.of(Signal.GRAD_NORM, 1.5));
        assertThat(read().problems()).containsExactly("Loss throws IllegalStateException: no loss yet");
    }

    @Test
    void aMemberMustBeThere() throws IOException, JMException, OpenDataException {
        trainer.with("Progress", composite("loss", 0.5));

        assertThat(read(named(Map.of(Signal.LOSS, "Progress.los")))
                        .orElseThrow()
                        .problems())
                .containsExactly("Progress.los must be a member of Progress, which has [loss]");
        assertThat(read(named(Map.of(Signal.LOSS, "GradNorm.x"))).orElseThrow().problems())
                .containsExactly("GradNorm.x must be composite, got a Float");
    }

    @Test
    void anAttributeThatIsNamedMustBeThere() throws IOException, JMException {
        StepReading reading = read(named(Map.of(Signal.LOSS, "TrainLoss"))).orElseThrow();

        assertThat(reading.signals()).isEqualTo(Map.of(Signal.GRAD_NORM, 1.5));
        assertThat(reading.problems())
                .containsExactly("org.example:type=Training,name=luna must have the attribute TrainLoss,"
                        + " has [GradNorm, Loss, Name, Step]");

        trainer.without("GradNorm");
        failsWith(
                named(Map.of(Signal.LOSS, "TrainLoss")),
                "org.example:type=Training,name=luna must have the attribute TrainLoss, has [Loss, Name, Step]");
    }

    @Test
    void anAttributeMayGoAway() throws IOException, JMException {
        TrainingBean bean =
                TrainingBean.find(server, name("org.example:type=Training,name=luna"), StepAttributes.DEFAULT);
        trainer.without("Loss");

        assertThat(bean.read().orElseThrow().problems()).containsExactly("Loss is gone");
    }

    @Test
    void aStepAndASignalMustBeThere() {
        trainer.without("Loss");
        trainer.without("GradNorm");
        failsWith("org.example:type=Training,name=luna must have a signal, such as the attribute Loss or GradNorm,"
                + " has [Name, Step]");

        trainer.without("Step");
        failsWith("org.example:type=Training,name=luna must have the attribute Step, has [Name]");
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.5", "NaN, NaN", "Infinity, Infinity", "1.0e300, 1.0E300"})
    void aStepIsAWholeNumber(double step, String shown) {
        trainer.with("Step", step);

        failsWith("Step must be a whole number up to 9007199254740992, got " + shown);
    }

    @Test
    void aStepThatThrowsSaysSo() {
        trainer.giving("Step", () -> {
            throw new IllegalStateException("closed");
        });

        failsWith("Step throws IllegalStateException: closed");
    }

    @Test
    void exactlyOneMBeanMustMatch() throws JMException {
        server.registerMBean(new Trainer(), name("org.example:type=Training,name=sol"));
        failsWith("one MBean must match object-name org.example:type=Training,*, got 2:"
                + " [org.example:type=Training,name=luna, org.example:type=Training,name=sol]");

        server.unregisterMBean(name("org.example:type=Training,name=sol"));
        server.unregisterMBean(name("org.example:type=Training,name=luna"));
        failsWith("one MBean must match object-name org.example:type=Training,*, got none");
    }

    @Test
    void anMBeanMayComeAndGo() throws IOException, JMException {
        ObjectName luna = name("org.example:type=Training,name=luna");
        TrainingBean bean = TrainingBean.find(server, luna, StepAttributes.DEFAULT);
        server.unregisterMBean(luna);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(bean::read)
                .withMessage("there is no MBean org.example:type=Training,name=luna");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> TrainingBean.find(server, luna, StepAttributes.DEFAULT))
                .withMessage("there is no MBean org.example:type=Training,name=luna");
    }
}
