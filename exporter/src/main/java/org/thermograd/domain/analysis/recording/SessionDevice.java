package org.thermograd.domain.analysis.recording;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.thermograd.domain.hardware.DeviceProperty;

/**
 * What a session tells of one device beside its samples.
 *
 * @param uuid what identifies an accelerator, not blank; empty where no driver tells
 * @param properties only what is known; no value is blank
 * @param ratedWatts the power it is built for; finite and positive
 * @param limitCelsius the temperature that it should not exceed; finite
 * @param throttleReasons the reasons that its driver can give, none blank; empty where no driver tells
 */
public record SessionDevice(
        Optional<String> uuid,
        Map<DeviceProperty, String> properties,
        Figure ratedWatts,
        Figure limitCelsius,
        SortedSet<String> throttleReasons) {
    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if a text is blank, or the rated power not positive
     */
    public SessionDevice {
        requireNonNull(uuid, "uuid");
        requireNonNull(ratedWatts, "ratedWatts");
        requireNonNull(limitCelsius, "limitCelsius");
        Map<DeviceProperty, String> copy = new EnumMap<>(DeviceProperty.class);
        copy.putAll(properties);
        properties = Collections.unmodifiableMap(copy);
        throttleReasons = Collections.unmodifiableSortedSet(new TreeSet<>(throttleReasons));
        if (Stream.of(uuid.stream(), properties.values().stream(), throttleReasons.stream())
                .flatMap(texts -> texts)
                .anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("uuid, properties and throttleReasons must not be blank, got " + uuid
                    + properties + throttleReasons);
        }
        if (!(ratedWatts.value() > 0)) {
            throw new IllegalArgumentException("ratedWatts must be positive, got " + ratedWatts.value());
        }
    }

    /** Where a figure comes from. */
    public enum Origin {
        /** The driver tells it. */
        READ,
        /** An option of the exporter told it. */
        OPTION,
        /** Nobody told it: a usual figure for such a device. */
        ASSUMED;

        /** Returns the name in session.json. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A figure and where it comes from.
     *
     * @param value finite
     * @param origin where it comes from
     */
    public record Figure(double value, Origin origin) {
        /**
         * Checks the components.
         *
         * @throws IllegalArgumentException if {@code value} is not finite
         */
        public Figure {
            requireNonNull(origin, "origin");
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value must be finite, got " + value);
            }
        }
    }
}
