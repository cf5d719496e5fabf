package org.thermograd.adapter.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.thermograd.domain.ingest.ArrivalClock.Moment;
import org.thermograd.domain.training.RunId;
import org.thermograd.domain.training.TrainingPush;

/** What stands in one frame of the log: what happened, when, and its content as bytes. Immutable. */
final class Entry {
    /** What can happen; its number is written. */
    enum Kind {
        /** A run pushed. */
        PUSH(0),
        /** A run said that it is over. */
        FINISH(1),
        /** A run was deleted. */
        DELETE(2),
        /** The push in the frame at that place, 8 bytes, was refused, as there were too many runs. */
        REFUSED(3),
        /** The state of all collapses, in place of what it was. */
        COLLAPSES(4),
        /** What was known of the hardware when the entry at that place, 8 bytes, was counted. */
        ANSWERS(5);

        private final byte number;

        Kind(int number) {
            this.number = (byte) number;
        }

        private static Optional<Kind> of(byte number) {
            return Arrays.stream(values()).filter(kind -> kind.number == number).findFirst();
        }
    }

    private static final int HEAD_BYTES = 1 + 2 * Long.BYTES;

    private final Kind kind;
    private final Moment moment;
    private final byte[] content;

    /**
     * Makes an entry.
     *
     * @param kind what happened
     * @param moment when, by the clock of the process that wrote it
     * @param content of a push its run and itself, of an end its run, of the state of collapses that state, else what
     *     {@link Kind} says; not copied
     */
    Entry(Kind kind, Moment moment, byte[] content) {
        this.kind = kind;
        this.moment = moment;
        this.content = content;
    }

    Kind kind() {
        return kind;
    }

    Moment moment() {
        return moment;
    }

    /** Returns the content, which is not a copy. */
    byte[] content() {
        return content;
    }

    /** What is pushed. */
    record Pushed(RunId run, TrainingPush push) {}

    static byte[] content(RunId run, TrainingPush push) {
        return bytes(out -> {
            out.writeUTF(run.value());
            PushFormat.write(push, out);
        });
    }

    static byte[] content(RunId run) {
        return bytes(out -> out.writeUTF(run.value()));
    }

    static byte[] content(long position) {
        return bytes(out -> out.writeLong(position));
    }

    static byte[] content(long position, byte[] answers) {
        return bytes(out -> {
            out.writeLong(position);
            out.write(answers);
        });
    }

    /** Tells whether a payload says something about an entry before it. */
    static boolean isAfterword(byte[] payload) {
        return payload.length > 0 && (payload[0] == Kind.REFUSED.number || payload[0] == Kind.ANSWERS.number);
    }

    /** Returns the frame's payload. */
    byte[] payload() {
        return ByteBuffer.allocate(HEAD_BYTES + content.length)
                .put(kind.number)
                .putLong(moment.epochMillis())
                .putLong(moment.elapsedMillis())
                .put(content)
                .array();
    }

    /**
     * Reads the payload of a frame.
     *
     * @throws IOException if it is of an unknown kind
     */
    static Entry of(byte[] payload) throws IOException {
        Optional<Kind> kind = payload.length < HEAD_BYTES ? Optional.empty() : Kind.of(payload[0]);
        if (kind.isEmpty()) {
            throw new IOException("entry must be of a known kind and whole, got " + payload.length + " bytes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(payload, 1, payload.length - 1);
        Moment moment = new Moment(buffer.getLong(), buffer.getLong());
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return new Entry(kind.get(), moment, content);
    }

    /** Returns the push of an entry that is one. */
    Pushed pushed() throws IOException {
        try (DataInputStream in = in()) {
            return new Pushed(new RunId(in.readUTF()), PushFormat.read(in));
        }
    }

    /** Returns the run of an entry that is an end. */
    RunId run() throws IOException {
        try (DataInputStream in = in()) {
            return new RunId(in.readUTF());
        }
    }

    /** Returns where the frame stands that an entry is about. */
    long position() throws IOException {
        try (DataInputStream in = in()) {
            return in.readLong();
        }
    }

    /** Returns what was known of the hardware. */
    byte[] answers() {
        return Arrays.copyOfRange(content, Long.BYTES, content.length);
    }

    private DataInputStream in() {
        return new DataInputStream(new ByteArrayInputStream(content));
    }

    private interface Content {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
