package org.thermograd.adapter.state;

import static org.thermograd.adapter.state.OptionalFields.flag;
import static org.thermograd.adapter.state.OptionalFields.readIf;
import static org.thermograd.adapter.state.OptionalFields.writeIfPresent;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.thermograd.domain.ingest.Varint;
import org.thermograd.domain.training.RankStep;

/** The written form of what ranks say of their own parts of steps, within that of a push. Stateless. */
final class RankStepFormat {
    private static final int TIMESTAMP = 1;
    private static final int SECONDS = 2;
    private static final int GRAD_NORM = 4;

    private RankStepFormat() {}

    static void write(List<RankStep> steps, DataOutputStream out) throws IOException {
        Varint.write(out, steps.size());
        for (RankStep step : steps) {
            out.writeByte(flag(step.epochMillis().isPresent(), TIMESTAMP)
                    | flag(step.stepSeconds().isPresent(), SECONDS)
                    | flag(step.gradNorm().isPresent(), GRAD_NORM));
            Varint.write(out, step.rank());
            Varint.write(out, step.step());
            if (step.epochMillis().isPresent()) {
                Varint.write(out, step.epochMillis().getAsLong());
            }
            writeIfPresent(step.stepSeconds(), out);
            writeIfPresent(step.gradNorm(), out);
        }
    }

    static List<RankStep> read(DataInputStream in) throws IOException {
        List<RankStep> steps = new ArrayList<>();
        for (long left = Varint.read(in); left > 0; left--) {
            int flags = in.readUnsignedByte();
            steps.add(new RankStep(
                    (int) Varint.read(in),
                    Varint.read(in),
                    (flags & TIMESTAMP) != 0 ? OptionalLong.of(Varint.read(in)) : OptionalLong.empty(),
                    readIf(flags & SECONDS, in),
                    readIf(flags & GRAD_NORM, in)));
        }
        return steps;
    }
}
