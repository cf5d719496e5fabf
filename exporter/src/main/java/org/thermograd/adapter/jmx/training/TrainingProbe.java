package org.thermograd.adapter.jmx.training;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.thermograd.domain.hardware.BackOff;
import org.thermograd.domain.hardware.HardwareProbe;
import org.thermograd.domain.hardware.ProbeException;
import org.thermograd.domain.hardware.ProbeReadings;
import org.thermograd.domain.ingest.NotStoredException;
import org.thermograd.domain.ingest.StepSink;
import org.thermograd.domain.ingest.TooManyRunsException;
import org.thermograd.domain.training.TrainingPush;

/**
 * Pushes the steps of a training of another JVM when it is read. It reads no hardware; it is a probe so that it is read
 * at a pace, stops nobody when it hangs, and shows how it fares as other probes do. A connection that fails is opened
 * again at first after a second and at last each minute; until then it counts as failed.
 */
public final class TrainingProbe implements HardwareProbe {
    /** What the names of these probes begin with; the run follows. */
    public static final String PREFIX = "jmx_training:";

    private static final Logger logger = LoggerFactory.getLogger(TrainingProbe.class);

    /** A reading that took longer is not pushed: its step may have ended long before. The next one tells. */
    private static final Duration LATE = Duration.ofSeconds(2);

    private final TrainingSource source;
    private final Door door;
    private final StepSink sink;
    private final LongSupplier nanoTicker;
    private final BackOff backOff = new BackOff();
    private final StepSequence steps = new StepSequence();
    private Optional<Link> link = Optional.empty();
    private Optional<TrainingBean> bean = Optional.empty();
    private SourceException failure = new SourceException("not tried yet");

    /**
     * Makes a probe that is not connected.
     *
     * @param sink takes the steps
     * @param nanoTicker elapsed time
     */
    public static TrainingProbe of(TrainingSource source, StepSink sink, LongSupplier nanoTicker) {
        return new TrainingProbe(source, door(source), sink, nanoTicker);
    }

    TrainingProbe(TrainingSource source, Door door, StepSink sink, LongSupplier nanoTicker) {
        this.source = requireNonNull(source, "source");
        this.door = door;
        this.sink = requireNonNull(sink, "sink");
        this.nanoTicker = requireNonNull(nanoTicker, "nanoTicker");
    }

    private static Door door(TrainingSource source) {
        if (source.address() instanceof SourceAddress.Local local) {
            return new LocalDoor(local.mainClass());
        }
        return new RemoteDoor((SourceAddress.Remote) source.address(), source.credentialsFile(), source.caFile());
    }

    @Override
    public String name() {
        return PREFIX + source.run();
    }

    @Override
    public ProbeReadings read(Instant now) throws ProbeException {
        long start = nanoTicker.getAsLong();
        try {
            Optional<StepReading> reading = bean(now).read();
            backOff.reset();
            boolean late = nanoTicker.getAsLong() - start >= LATE.toNanos();
            if (reading.isPresent() && !late) {
                take(reading.get());
            }
            return ProbeReadings.NONE;
        } catch (SourceException e) {
            bean = Optional.empty();
            throw new ProbeException(name(), e);
        } catch (IOException | RuntimeException e) {
            failure = SourceException.of(e);
            close();
            throw new ProbeException(name(), failure);
        }
    }

    private TrainingBean bean(Instant now) throws IOException {
        if (bean.isEmpty()) {
            bean = Optional.of(TrainingBean.find(link(now).server(), source.object(), source.attributes()));
        }
        return bean.get();
    }

    private Link link(Instant now) throws IOException {
        if (link.isEmpty()) {
            if (!backOff.isDue(now)) {
                throw failure;
            }
            try {
                link = Optional.of(door.open());
            } catch (SourceException e) {
                failure = e;
                throw e;
            }
            logger.info("event=jmx_training_connected run={}", source.run());
        }
        return link.get();
    }

    private void take(StepReading reading) throws SourceException {
        Optional<TrainingPush> push = steps.next(reading);
        if (push.isPresent()) {
            try {
                sink.push(source.run(), push.get());
            } catch (TooManyRunsException | NotStoredException e) {
                throw new SourceException(String.valueOf(e.getMessage()), e);
            }
            steps.taken(reading);
        }
        if (!reading.problems().isEmpty()) {
            throw new SourceException(String.join("; ", reading.problems()));
        }
    }

    /** Ends the connection. */
    @Override
    public void close() {
        bean = Optional.empty();
        Optional<Link> open = link;
        link = Optional.empty();
        open.ifPresent(one -> one.end().run());
    }
}
