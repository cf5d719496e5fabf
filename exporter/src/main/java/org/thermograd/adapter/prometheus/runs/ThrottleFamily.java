package org.thermograd.adapter.prometheus.runs;

import java.util.Map;
import java.util.TreeMap;

/**
 * A family that tells whether a driver or the kernel holds a device back.
 *
 * @param name the metric
 * @param labels labels that its series must have
 * @param meaning what its values stand for
 * @param reason the word for why, of those of {@code CollapseReason}; empty where the values say it
 */
record ThrottleFamily(String name, Map<String, String> labels, Meaning meaning, String reason) {
    /** What values stand for. */
    enum Meaning {
        /** The bits that NVML gives as reasons for the clocks. */
        MASK,
        /** Above 0 while the reason is given. */
        FLAG,
        /** Above 0 while the device is idle; no other reason counts then. */
        IDLE,
        /** How often, or for how long, the reason has been given. */
        COUNTER
    }

    ThrottleFamily {
        labels = Map.copyOf(labels);
    }

    static ThrottleFamily mask(String name) {
        return new ThrottleFamily(name, Map.of(), Meaning.MASK, "");
    }

    static ThrottleFamily flag(String name, String reason) {
        return new ThrottleFamily(name, Map.of(), Meaning.FLAG, reason);
    }

    static ThrottleFamily idle(String name) {
        return new ThrottleFamily(name, Map.of(), Meaning.IDLE, "");
    }

    static ThrottleFamily counter(String name, String reason) {
        return new ThrottleFamily(name, Map.of(), Meaning.COUNTER, reason);
    }

    ThrottleFamily with(String label, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, value);
        return new ThrottleFamily(name, more, meaning, reason);
    }

    Selector selector() {
        return Selector.of(name).with(labels);
    }
}
