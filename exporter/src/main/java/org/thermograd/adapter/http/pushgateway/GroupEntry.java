package org.thermograd.adapter.http.pushgateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened to a group, in written form: the kind, when, the labels, and of a push its families in the text format.
 *
 * @param kind what happened
 * @param epochMillis when
 * @param key to which group
 * @param text the families; empty if it is no push
 */
@SuppressWarnings("ArrayRecordComponent") // within this package, written once and never compared
record GroupEntry(Kind kind, long epochMillis, GroupKey key, byte[] text) {
    /** What can happen; its number is written. */
    enum Kind {
        /** Families came in place of those of the same names. */
        POST(0),
        /** Families came in place of all. */
        PUT(1),
        /** A push was refused. */
        FAIL(2),
        /** It was deleted. */
        DELETE(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    static GroupEntry push(GroupKey key, List<PushedFamily> families, boolean replaceAll, long epochMillis) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (PushedFamily family : families) {
            text.writeBytes(family.head().getBytes(StandardCharsets.UTF_8));
            text.writeBytes(family.lines());
        }
        return new GroupEntry(replaceAll ? Kind.PUT : Kind.POST, epochMillis, key, text.toByteArray());
    }

    static GroupEntry of(Kind kind, GroupKey key, long epochMillis) {
        return new GroupEntry(kind, epochMillis, key, new byte[0]);
    }

    /** Returns what makes groups anew. */
    static List<byte[]> all(List<GroupView> groups) {
        List<byte[]> entries = new ArrayList<>();
        for (GroupView group : groups) {
            group.pushedMillis()
                    .ifPresent(millis -> entries.add(
                            push(group.key(), group.families(), true, millis).bytes()));
            group.failedMillis()
                    .ifPresent(millis ->
                            entries.add(of(Kind.FAIL, group.key(), millis).bytes()));
        }
        return entries;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length + Long.SIZE);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(kind.number);
            out.writeLong(epochMillis);
            out.writeShort(key.labels().size());
            for (Map.Entry<String, String> label : key.labels().entrySet()) {
                out.writeUTF(label.getKey());
                out.writeUTF(label.getValue());
            }
            out.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IOException if it is something else
     */
    static GroupEntry read(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int number = in.readUnsignedByte();
            Kind kind = Arrays.stream(Kind.values())
                    .filter(one -> one.number == number)
                    .findFirst()
                    .orElseThrow(() -> new IOException("kind of an entry must be known, got " + number));
            long epochMillis = in.readLong();
            Map<String, String> labels = new TreeMap<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                labels.put(in.readUTF(), in.readUTF());
            }
            return new GroupEntry(kind, epochMillis, new GroupKey(labels), in.readAllBytes());
        }
    }
}
