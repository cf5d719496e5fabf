package org.thermograd.domain.ingest;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.series.SlowSteps;

/**
 * Joins slow steps that follow one another, as they come, and keeps the last 16 such runs. A run without a step
 * that is clearly longer than the median, which can be no pause, is not kept: where steps are short and unsteady there are too
 * many of them. Confined to one thread.
 */
final class SlowRuns {
    private final Slots starts = new Slots();
    private final Slots ends = new Slots();
    private final Slots longest = new Slots();
    private final Slots steps = new Slots();
    private long startMillis;
    private long endMillis;
    private long longestMillis;
    private long count;
    private boolean kept;

    /**
     * Takes a slow step; one that begins where the run ends belongs to it.
     *
     * @param clearly whether it is so long that the run may be a pause
     */
    void add(long fromMillis, long toMillis, boolean clearly) {
        if (count == 0 || fromMillis != endMillis) {
            startMillis = fromMillis;
            longestMillis = 0;
            count = 0;
            kept = false;
        }
        endMillis = toMillis;
        longestMillis = Math.max(longestMillis, toMillis - fromMillis);
        count++;
        if (kept) {
            ends.replaceNewest(endMillis);
            longest.replaceNewest(longestMillis);
            steps.replaceNewest(count);
        } else if (clearly) {
            kept = true;
            starts.add(startMillis);
            ends.add(endMillis);
            longest.add(longestMillis);
            steps.add(count);
        }
    }

    /** Ends the run, whatever comes. */
    void close() {
        count = 0;
    }

    /** Returns how many runs were kept. */
    long kept() {
        return starts.count();
    }

    SortedMap<Integer, SlowSteps> bySlot() {
        SortedMap<Integer, Long> startOf = starts.bySlot();
        SortedMap<Integer, Long> longestOf = longest.bySlot();
        SortedMap<Integer, Long> stepsOf = steps.bySlot();
        SortedMap<Integer, SlowSteps> runs = new TreeMap<>();
        ends.bySlot()
                .forEach((slot, end) -> runs.put(
                        slot,
                        new SlowSteps(
                                new Segment(startOf.getOrDefault(slot, end), end),
                                longestOf.getOrDefault(slot, 0L),
                                stepsOf.getOrDefault(slot, 0L))));
        return runs;
    }

    void writeTo(DataOutputStream out) throws IOException {
        starts.writeTo(out);
        ends.writeTo(out);
        longest.writeTo(out);
        steps.writeTo(out);
        out.writeLong(startMillis);
        out.writeLong(endMillis);
        out.writeLong(longestMillis);
        out.writeLong(count);
        out.writeBoolean(kept);
    }

    void readFrom(DataInputStream in) throws IOException {
        starts.readFrom(in);
        ends.readFrom(in);
        longest.readFrom(in);
        steps.readFrom(in);
        startMillis = in.readLong();
        endMillis = in.readLong();
        longestMillis = in.readLong();
        count = in.readLong();
        kept = in.readBoolean();
    }
}
