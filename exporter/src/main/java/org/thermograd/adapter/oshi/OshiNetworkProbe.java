package org.thermograd.adapter.oshi;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.thermograd.domain.hardware.Quantity;
import org.thermograd.domain.hardware.ReadingsBuilder;
import org.thermograd.domain.hardware.Sensor;
import oshi.hardware.NetworkIF;

/**
 * Traffic of the network interfaces. Costly, so not read at each sample. The ends of container networks ({@code veth...})
 * are left out: they come and go, each with a name of its own.
 */
final class OshiNetworkProbe extends OshiProbe {
    private static final String CONTAINER_END = "veth";

    private final Supplier<List<NetworkIF>> source;

    OshiNetworkProbe(Supplier<List<NetworkIF>> source, Duration interval) {
        super("oshi_network", interval);
        this.source = source;
    }

    @Override
    public void read(ReadingsBuilder readings) {
        Set<String> seen = new HashSet<>();
        for (NetworkIF one : source.get()) {
            String name = one.getName().strip();
            if (!name.isEmpty() && !name.startsWith(CONTAINER_END) && seen.add(name)) {
                readings.add(Sensor.ofHost(Quantity.NETWORK_RECEIVE_BYTES_TOTAL, name), one.getBytesRecv());
                readings.add(Sensor.ofHost(Quantity.NETWORK_TRANSMIT_BYTES_TOTAL, name), one.getBytesSent());
            }
        }
    }
}
