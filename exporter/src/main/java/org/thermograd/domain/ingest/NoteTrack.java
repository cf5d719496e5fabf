package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;

/** What a run says beside its steps, as it comes; what was said before changes nothing. Confined to one thread. */
final class NoteTrack {
    private final Newest<TrainingMark> marks = new Newest<>();
    private final Newest<TrainingPhase> phases = new Newest<>();
    private final RankTrack ranks;

    /** Knows nothing yet; at most this many ranks are counted each for itself. */
    NoteTrack(int maxRanks) {
        ranks = new RankTrack(maxRanks);
    }

    /** The newest 16 of one kind, each in the slot of its number, from 0, modulo 16. */
    private static final class Newest<T> {
        private final SortedMap<Integer, T> slots = new TreeMap<>();
        private long count;

        /** Takes those that are new, and returns them. */
        private List<T> add(List<T> told) {
            List<T> fresh = new ArrayList<>();
            for (T one : told) {
                if (!slots.containsValue(one)) {
                    put(one);
                    fresh.add(one);
                }
            }
            return fresh;
        }

        private void put(T one) {
            slots.put((int) (count % Slots.SLOTS), one);
            count++;
        }

        private void startAt(long number) {
            count = number;
        }

        /** Returns the number of the oldest that is kept. */
        private long first() {
            return count - slots.size();
        }

        private List<T> oldestFirst() {
            List<T> all = new ArrayList<>();
            for (long number = first(); number < count; number++) {
                T one = slots.get((int) (number % Slots.SLOTS));
                if (one != null) {
                    all.add(one);
                }
            }
            return all;
        }
    }

    /** Returns whether none of the notes is new. */
    boolean knowsAll(RunAnnotations told) {
        return marks.slots.values().containsAll(told.marks())
                && phases.slots.values().containsAll(told.phases())
                && ranks.knowsAll(told.rankSteps());
    }

    /** Takes notes, and returns those that are new; what ranks say without a time is of the arrival. */
    RunAnnotations add(RunAnnotations told, long arrivalMillis) {
        return told.isEmpty()
                ? told
                : new RunAnnotations(
                        marks.add(told.marks()), phases.add(told.phases()), ranks.add(told.rankSteps(), arrivalMillis));
    }

    /** Returns the times of the phases, the one that was told first at the beginning. */
    List<Segment> phaseTimes() {
        return phases.oldestFirst().stream().map(TrainingPhase::time).toList();
    }

    RunNotes view() {
        return new RunNotes(marks.slots, phases.slots, ranks.view(), ranks.others());
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeLong(marks.first());
        out.writeByte(marks.slots.size());
        for (TrainingMark mark : marks.oldestFirst()) {
            out.writeLong(mark.epochMillis());
            out.writeUTF(mark.text());
        }
        out.writeLong(phases.first());
        out.writeByte(phases.slots.size());
        for (TrainingPhase phase : phases.oldestFirst()) {
            out.writeUTF(phase.name());
            out.writeLong(phase.time().startMillis());
            out.writeLong(phase.time().endMillis());
        }
        ranks.writeTo(out);
    }

    void readFrom(DataInputStream in) throws IOException {
        marks.startAt(in.readLong());
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            marks.put(new TrainingMark(in.readLong(), in.readUTF()));
        }
        phases.startAt(in.readLong());
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            phases.put(new TrainingPhase(in.readUTF(), new Segment(in.readLong(), in.readLong())));
        }
        ranks.readFrom(in);
    }
}
