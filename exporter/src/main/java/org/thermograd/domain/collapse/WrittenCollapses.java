package org.thermograd.domain.collapse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.thermograd.domain.hardware.Device;

/** The written form of what is counted of collapses: a version, and the tracks of each device. Stateless. */
final class WrittenCollapses {
    private static final byte VERSION = 1;

    private WrittenCollapses() {}

    static byte[] write(Map<Device, ? extends Map<CollapseReason, CollapseTrack>> devices) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeShort(devices.size());
            for (Map.Entry<Device, ? extends Map<CollapseReason, CollapseTrack>> device : devices.entrySet()) {
                out.writeUTF(device.getKey().name());
                out.writeUTF(device.getKey().uuid().orElse(""));
                out.writeByte(device.getValue().size());
                for (Map.Entry<CollapseReason, CollapseTrack> track :
                        device.getValue().entrySet()) {
                    out.writeUTF(track.getKey().id());
                    track.getValue().writeTo(out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what was written.
     *
     * @throws IllegalArgumentException if it is not whole, or of another version
     */
    static Map<Device, SortedMap<CollapseReason, CollapseTrack>> read(byte[] bytes, CollapseConfig config) {
        Map<Device, SortedMap<CollapseReason, CollapseTrack>> devices = new LinkedHashMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "state of collapses must be of version " + VERSION + ", got " + version);
            }
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                Device device =
                        new Device(in.readUTF(), Optional.of(in.readUTF()).filter(uuid -> !uuid.isEmpty()));
                SortedMap<CollapseReason, CollapseTrack> tracks = new TreeMap<>();
                for (int more = in.readUnsignedByte(); more > 0; more--) {
                    tracks.put(CollapseReason.of(in.readUTF()), CollapseTrack.readFrom(in, config));
                }
                devices.put(device, tracks);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("state of collapses must be whole, got " + bytes.length + " bytes", e);
        }
        return devices;
    }
}
