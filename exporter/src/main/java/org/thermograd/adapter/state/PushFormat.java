package org.thermograd.adapter.state;

import static org.thermograd.adapter.state.OptionalFields.flag;
import static org.thermograd.adapter.state.OptionalFields.readIf;
import static org.thermograd.adapter.state.OptionalFields.writeIfPresent;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.ingest.Varint;
import org.thermograd.domain.series.Segment;
import org.thermograd.domain.training.DroppedSteps;
import org.thermograd.domain.training.RunAnnotations;
import org.thermograd.domain.training.TrainingMark;
import org.thermograd.domain.training.TrainingPhase;
import org.thermograd.domain.training.TrainingPush;
import org.thermograd.domain.training.TrainingStep;

/**
 * The written form of a push: what is absent takes one bit, numbers and times of steps are differences. 100 steps with a norm and a
 * loss take about 2 KiB. Stateless.
 */
final class PushFormat {
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int THIRD = 4;
    private static final int FOURTH = 8;
    private static final int FIFTH = 16;

    private PushFormat() {}

    static void write(TrainingPush push, DataOutputStream out) throws IOException {
        out.writeByte(flag(push.labels().isPresent(), FIRST)
                | flag(push.devices().isPresent(), SECOND)
                | flag(push.dropped().isPresent(), THIRD)
                | flag(!push.notes().isEmpty(), FOURTH)
                | flag(!push.notes().rankSteps().isEmpty(), FIFTH));
        if (push.labels().isPresent()) {
            out.writeByte(push.labels().get().size());
            for (Map.Entry<String, String> label : push.labels().get().entrySet()) {
                out.writeUTF(label.getKey());
                out.writeUTF(label.getValue());
            }
        }
        if (push.devices().isPresent()) {
            out.writeByte(push.devices().get().size());
            for (String device : push.devices().get()) {
                out.writeUTF(device);
            }
        }
        Varint.write(out, push.ignored());
        if (push.dropped().isPresent()) {
            writeDropped(push.dropped().get(), out);
        }
        writeSteps(push.steps(), out);
        if (!push.notes().isEmpty()) {
            writeNotes(push.notes(), out);
        }
        if (!push.notes().rankSteps().isEmpty()) {
            RankStepFormat.write(push.notes().rankSteps(), out);
        }
    }

    static TrainingPush read(DataInputStream in) throws IOException {
        int flags = in.readUnsignedByte();
        Optional<SortedMap<String, String>> labels = Optional.empty();
        if ((flags & FIRST) != 0) {
            SortedMap<String, String> given = new TreeMap<>();
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                given.put(in.readUTF(), in.readUTF());
            }
            labels = Optional.of(given);
        }
        Optional<List<String>> devices = Optional.empty();
        if ((flags & SECOND) != 0) {
            List<String> given = new ArrayList<>();
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                given.add(in.readUTF());
            }
            devices = Optional.of(given);
        }
        int ignored = (int) Varint.read(in);
        Optional<DroppedSteps> dropped = (flags & THIRD) != 0 ? Optional.of(readDropped(in)) : Optional.empty();
        List<TrainingStep> steps = readSteps(in);
        RunAnnotations notes = (flags & FOURTH) != 0 ? readNotes(in) : RunAnnotations.NONE;
        if ((flags & FIFTH) != 0) {
            notes = new RunAnnotations(notes.marks(), notes.phases(), RankStepFormat.read(in));
        }
        return new TrainingPush(labels, devices, steps, ignored, dropped, notes);
    }

    private static void writeNotes(RunAnnotations notes, DataOutputStream out) throws IOException {
        out.writeByte(notes.marks().size());
        for (TrainingMark mark : notes.marks()) {
            Varint.write(out, mark.epochMillis());
            out.writeUTF(mark.text());
        }
        out.writeByte(notes.phases().size());
        for (TrainingPhase phase : notes.phases()) {
            out.writeUTF(phase.name());
            Varint.write(out, phase.time().startMillis());
            Varint.write(out, phase.time().lengthMillis());
        }
    }

    private static RunAnnotations readNotes(DataInputStream in) throws IOException {
        List<TrainingMark> marks = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            marks.add(new TrainingMark(Varint.read(in), in.readUTF()));
        }
        List<TrainingPhase> phases = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            String name = in.readUTF();
            long start = Varint.read(in);
            phases.add(new TrainingPhase(name, new Segment(start, start + Varint.read(in))));
        }
        return new RunAnnotations(marks, phases);
    }

    private static void writeDropped(DroppedSteps dropped, DataOutputStream out) throws IOException {
        out.writeByte(flag(dropped.gradNormMax().isPresent(), FIRST)
                | flag(dropped.fromMillis().isPresent(), SECOND)
                | flag(dropped.toMillis().isPresent(), THIRD));
        Varint.write(out, dropped.steps());
        Varint.write(out, dropped.nonFinite());
        writeIfPresent(dropped.gradNormMax(), out);
        if (dropped.fromMillis().isPresent()) {
            Varint.write(out, dropped.fromMillis().getAsLong());
        }
        if (dropped.toMillis().isPresent()) {
            Varint.write(out, dropped.toMillis().getAsLong());
        }
    }

    private static DroppedSteps readDropped(DataInputStream in) throws IOException {
        int flags = in.readUnsignedByte();
        return new DroppedSteps(
                Varint.read(in),
                Varint.read(in),
                readIf(flags & FIRST, in),
                (flags & SECOND) != 0 ? OptionalLong.of(Varint.read(in)) : OptionalLong.empty(),
                (flags & THIRD) != 0 ? OptionalLong.of(Varint.read(in)) : OptionalLong.empty());
    }

    private static void writeSteps(List<TrainingStep> steps, DataOutputStream out) throws IOException {
        Varint.write(out, steps.size());
        long number = 0;
        long millis = 0;
        for (TrainingStep step : steps) {
            out.writeByte(flag(step.epochMillis().isPresent(), FIRST)
                    | flag(step.gradNorm().isPresent(), SECOND)
                    | flag(step.loss().isPresent(), THIRD)
                    | flag(step.learningRate().isPresent(), FOURTH));
            Varint.write(out, step.step() - number);
            number = step.step();
            if (step.epochMillis().isPresent()) {
                Varint.write(out, step.epochMillis().getAsLong() - millis);
                millis = step.epochMillis().getAsLong();
            }
            writeIfPresent(step.gradNorm(), out);
            writeIfPresent(step.loss(), out);
            writeIfPresent(step.learningRate(), out);
        }
    }

    private static List<TrainingStep> readSteps(DataInputStream in) throws IOException {
        List<TrainingStep> steps = new ArrayList<>();
        long number = 0;
        long millis = 0;
        for (long left = Varint.read(in); left > 0; left--) {
            int flags = in.readUnsignedByte();
            number += Varint.read(in);
            boolean timed = (flags & FIRST) != 0;
            millis += timed ? Varint.read(in) : 0;
            steps.add(new TrainingStep(
                    number,
                    timed ? OptionalLong.of(millis) : OptionalLong.empty(),
                    readIf(flags & SECOND, in),
                    readIf(flags & THIRD, in),
                    readIf(flags & FOURTH, in)));
        }
        return steps;
    }
}
