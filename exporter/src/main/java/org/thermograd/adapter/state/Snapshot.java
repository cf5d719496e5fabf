package org.thermograd.adapter.state;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.thermograd.domain.ingest.ArrivalClock.Moment;
import org.thermograd.domain.ingest.StepIngestor.EndedRuns;
import org.thermograd.domain.training.RunId;

/**
 * All that is known at one moment, in written form.
 *
 * @param moment when, by the clock of the process that wrote it
 * @param maxRuns how many runs could be active then
 * @param ended runs that ended by silence or gave their place away
 * @param collapses the state of the collapses, empty if there is none
 * @param runs the state of each run
 */
@SuppressWarnings("ArrayRecordComponent") // within this package, written once and never compared
record Snapshot(Moment moment, int maxRuns, EndedRuns ended, byte[] collapses, SortedMap<RunId, byte[]> runs) {
    /** Names the format, and in its last byte the version. */
    private static final byte[] MAGIC = "THERMOSNAP\n\0\1".getBytes(StandardCharsets.ISO_8859_1);

    private static final int LONGEST = 64 * 1024 * 1024;

    /** Writes a file that is whole on the disk when this returns. */
    void write(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream file = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            CheckedOutputStream checked = new CheckedOutputStream(file, new CRC32());
            DataOutputStream out = new DataOutputStream(checked);
            out.write(MAGIC);
            out.writeLong(moment.epochMillis());
            out.writeLong(moment.elapsedMillis());
            out.writeInt(maxRuns);
            out.writeLong(ended.expired());
            out.writeLong(ended.evicted());
            writeBytes(collapses, out);
            out.writeInt(runs.size());
            for (Map.Entry<RunId, byte[]> run : runs.entrySet()) {
                out.writeUTF(run.getKey().value());
                writeBytes(run.getValue(), out);
            }
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
            channel.force(true);
        }
    }

    /**
     * Reads a file.
     *
     * @throws StateException if it is no snapshot, of another version, or not whole
     */
    static Snapshot read(Path path) throws IOException, StateException {
        CheckedInputStream checked =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16), new CRC32());
        try (DataInputStream in = new DataInputStream(checked)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw damaged(path, "must begin as a snapshot of version 1, got other bytes");
            }
            Moment moment = new Moment(in.readLong(), in.readLong());
            int maxRuns = in.readInt();
            EndedRuns ended = new EndedRuns(in.readLong(), in.readLong());
            byte[] collapses = readBytes(in);
            SortedMap<RunId, byte[]> runs = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                runs.put(new RunId(in.readUTF()), readBytes(in));
            }
            long expected = checked.getChecksum().getValue();
            if (in.readLong() != expected) {
                throw damaged(path, "must be unchanged, got another checksum");
            }
            return new Snapshot(moment, maxRuns, ended, collapses, runs);
        } catch (EOFException | UTFDataFormatException | IllegalArgumentException e) {
            throw damaged(path, "must be whole and unchanged, got something else");
        }
    }

    private static StateException damaged(Path path, String rule) {
        return new StateException(path + " " + rule + "; move the folder away to begin anew");
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST) {
            throw new IllegalArgumentException("length must be 0 to " + LONGEST + ", got " + length);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }
}
