package org.thermograd.domain.correlation;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A coincidence test as one of the two of the primary family.
 *
 * @param coincidence the test
 * @param estimable whether its windows leave enough time outside them; absent without events on both sides
 * @param q the q-value in the family of the directions that are estimable; absent where it is not one of them
 */
public record TestedDirection(Coincidence coincidence, Optional<Boolean> estimable, OptionalDouble q) {}
