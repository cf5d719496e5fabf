package org.thermograd.adapter.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;

/**
 * Traffic of the network interfaces, from {@code /proc/net/dev}: of the network that this process is in. Loopback is left
 * out, and so are the ends of container networks ({@code veth...}), which come and go, each with a name of its own.
 */
final class NetworkProbe extends LinuxProbe {
    private static final String LOOPBACK = "lo";
    private static final String CONTAINER_END = "veth";
    private static final int BETWEEN_BYTES = 7;
    private static final int HEADER_LINES = 2;

    private final KernelFile interfaces;
    private final Contents contents = new Contents();

    NetworkProbe(Path procfs, Duration interval) {
        super("network", interval);
        this.interfaces = new KernelFile(procfs.resolve("net/dev"));
    }

    @Override
    void read(Instant now, ReadingsBuilder readings) throws IOException {
        if (!interfaces.readWholeIfThere(contents)) {
            return;
        }
        for (int i = 0; i < HEADER_LINES; i++) {
            contents.nextLine();
        }
        while (!contents.atEnd()) {
            String name = contents.word();
            if (name.isEmpty() || !contents.skip(":")) {
                throw contents.wrong("must have an interface and a colon here");
            }
            if (!name.equals(LOOPBACK) && !name.startsWith(CONTAINER_END)) {
                long received = contents.number();
                for (int i = 0; i < BETWEEN_BYTES; i++) {
                    contents.number();
                }
                long sent = contents.number();
                readings.add(Sensor.ofHost(Quantity.NETWORK_RECEIVE_BYTES_TOTAL, name), received);
                readings.add(Sensor.ofHost(Quantity.NETWORK_TRANSMIT_BYTES_TOTAL, name), sent);
            }
            contents.nextLine();
        }
    }

    @Override
    public void close() {
        interfaces.close();
    }
}
