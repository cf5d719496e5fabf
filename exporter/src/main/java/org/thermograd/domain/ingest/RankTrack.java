package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.training.RankStep;

/**
 * What the ranks of a run say of their own parts of steps, as it comes. The first ranks that say something are counted each
 * for itself, those beyond the limit together. Confined to one thread.
 *
 * <p>What a rank says is in the order of time: a step that is not after the newest of its rank was pushed before. This cannot
 * be told of ranks that are counted together.
 */
final class RankTrack {
    private final int maxRanks;
    private final SortedMap<Integer, Totals> ranks = new TreeMap<>();
    private final Totals others = new Totals();

    RankTrack(int maxRanks) {
        this.maxRanks = maxRanks;
    }

    private static final class Totals {
        private long told;
        private long timed;
        private double seconds;
        private OptionalDouble gradNorm = OptionalDouble.empty();
        private long lastMillis = -1;
        private long lastStep;

        private boolean isAfter(RankStep step) {
            long millis = step.epochMillis().orElseThrow();
            return millis > lastMillis || (millis == lastMillis && step.step() > lastStep);
        }

        private void add(RankStep step) {
            told++;
            lastMillis = step.epochMillis().orElseThrow();
            lastStep = step.step();
            if (step.stepSeconds().isPresent()) {
                timed++;
                seconds += step.stepSeconds().getAsDouble();
            }
            gradNorm = step.gradNorm().isPresent() ? step.gradNorm() : gradNorm;
        }

        private void writeTo(DataOutputStream out) throws IOException {
            out.writeLong(told);
            out.writeLong(timed);
            out.writeDouble(seconds);
            out.writeBoolean(gradNorm.isPresent());
            out.writeDouble(gradNorm.orElse(0));
            out.writeLong(lastMillis);
            out.writeLong(lastStep);
        }

        private void readFrom(DataInputStream in) throws IOException {
            told = in.readLong();
            timed = in.readLong();
            seconds = in.readDouble();
            boolean normed = in.readBoolean();
            double norm = in.readDouble();
            gradNorm = normed ? OptionalDouble.of(norm) : OptionalDouble.empty();
            lastMillis = in.readLong();
            lastStep = in.readLong();
        }
    }

    /** Returns whether nothing of it is new. */
    boolean knowsAll(List<RankStep> told) {
        return told.stream().allMatch(step -> {
            Totals totals = ranks.get(step.rank());
            return totals != null && step.epochMillis().isPresent() && !totals.isAfter(step);
        });
    }

    /** Takes what ranks say, and returns what of it is new, with times. */
    List<RankStep> add(List<RankStep> told, long arrivalMillis) {
        List<RankStep> fresh = new ArrayList<>();
        for (RankStep one : told) {
            RankStep step = one.arrivedAt(arrivalMillis);
            Optional<Totals> its = totals(step.rank());
            if (its.isEmpty() || its.get().isAfter(step)) {
                its.orElse(others).add(step);
                fresh.add(step);
            }
        }
        return fresh;
    }

    /** Returns those of a rank that is counted for itself. */
    private Optional<Totals> totals(int rank) {
        Totals known = ranks.get(rank);
        if (known == null && ranks.size() < maxRanks) {
            known = new Totals();
            ranks.put(rank, known);
        }
        return Optional.ofNullable(known);
    }

    /** Returns the ranks that are counted each for itself. */
    SortedMap<Integer, RankTotals> view() {
        SortedMap<Integer, RankTotals> all = new TreeMap<>();
        ranks.forEach((rank, totals) -> all.put(rank, new RankTotals(totals.timed, totals.seconds, totals.gradNorm)));
        return all;
    }

    /** Returns what the ranks beyond the limit come to; nothing where there are none. */
    Optional<RankTotals> others() {
        return others.told == 0
                ? Optional.empty()
                : Optional.of(new RankTotals(others.timed, others.seconds, OptionalDouble.empty()));
    }

    void writeTo(DataOutputStream out) throws IOException {
        out.writeShort(ranks.size());
        for (Map.Entry<Integer, Totals> one : ranks.entrySet()) {
            out.writeInt(one.getKey());
            one.getValue().writeTo(out);
        }
        others.writeTo(out);
    }

    void readFrom(DataInputStream in) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            Totals totals = new Totals();
            ranks.put(in.readInt(), totals);
            totals.readFrom(in);
        }
        others.readFrom(in);
    }
}
