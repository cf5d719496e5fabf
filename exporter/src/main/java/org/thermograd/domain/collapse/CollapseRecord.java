package org.thermograd.domain.collapse;

import static java.util.Objects.requireNonNull;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.thermograd.domain.hardware.Device;

/**
 * One collapse whose onset was seen, and what was read while it lasted. Immutable.
 *
 * @param device of which device
 * @param reason why, which also says whether it is confirmed, inferred or recorded
 * @param onsetMillis the first sample of its condition
 * @param endMillis the last sample of it; absent while it lasts
 * @param peakCelsius the highest temperature; absent where none was read
 * @param clockRatio the lowest clock by the highest of the same domain: as the driver says, else as seen meanwhile; above 0,
 *     absent where none was read
 * @param energyJoules the energy used from its first to its last sample; absent where no counter of it was read
 */
public record CollapseRecord(
        Device device,
        CollapseReason reason,
        long onsetMillis,
        OptionalLong endMillis,
        OptionalDouble peakCelsius,
        OptionalDouble clockRatio,
        OptionalDouble energyJoules) {
    /** Checks for nulls. */
    public CollapseRecord {
        requireNonNull(device, "device");
        requireNonNull(reason, "reason");
        requireNonNull(endMillis, "endMillis");
        requireNonNull(peakCelsius, "peakCelsius");
        requireNonNull(clockRatio, "clockRatio");
        requireNonNull(energyJoules, "energyJoules");
    }
}
