package org.thermograd.adapter.http;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A collapse as {@link CollapseRoutes} lists it.
 *
 * @param device the name of its device
 * @param uuid the UUID of that, where it has one
 * @param kind confirmed, inferred or recorded
 * @param reason why
 * @param onset when it began
 * @param end its last sample; absent while it lasts
 * @param peakCelsius the highest temperature meanwhile
 * @param clockRatio the lowest clock by the highest
 * @param energyJoules the energy used meanwhile
 */
public record ListedCollapse(
        String device,
        Optional<String> uuid,
        String kind,
        String reason,
        Instant onset,
        Optional<Instant> end,
        OptionalDouble peakCelsius,
        OptionalDouble clockRatio,
        OptionalDouble energyJoules) {}
