package org.thermograd.domain.ingest;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.thermograd.domain.cost.WatchedEpisodes;

/** A source of conditions whose answers to one thread can be written down. Thread-safe if the source is. */
public final class ToldConditions implements ConditionSource {
    private final ConditionSource source;
    private final ThreadLocal<Optional<ConditionAnswers.Writer>> listening = ThreadLocal.withInitial(Optional::empty);

    /** Makes one that answers as a source does. */
    public ToldConditions(ConditionSource source) {
        this.source = requireNonNull(source, "source");
    }

    /**
     * Returns what this thread is answered while something is done.
     *
     * @return in the form for {@link ConditionAnswers#read}
     */
    public byte[] toldDuring(Runnable done) {
        ConditionAnswers.Writer writer = new ConditionAnswers.Writer();
        listening.set(Optional.of(writer));
        try {
            done.run();
            return writer.written();
        } finally {
            listening.remove();
        }
    }

    @Override
    public Set<StepCondition> possible() {
        return source.possible();
    }

    @Override
    public StepCondition during(List<String> devices, long fromMillis, long toMillis) {
        return told(
                source.during(devices, fromMillis, toMillis),
                (writer, answer) -> writer.during(fromMillis, toMillis, answer));
    }

    @Override
    public boolean throttled(List<String> devices, long fromMillis, long toMillis) {
        return told(
                source.throttled(devices, fromMillis, toMillis),
                (writer, answer) -> writer.throttled(fromMillis, toMillis, answer));
    }

    @Override
    public WatchedEpisodes episodes(List<String> devices, long fromMillis) {
        return told(source.episodes(devices, fromMillis), (writer, answer) -> writer.episodes(fromMillis, answer));
    }

    private interface Writing<T> {
        void write(ConditionAnswers.Writer writer, T answer);
    }

    private <T> T told(T answer, Writing<T> writing) {
        listening.get().ifPresent(writer -> writing.write(writer, answer));
        return answer;
    }
}
