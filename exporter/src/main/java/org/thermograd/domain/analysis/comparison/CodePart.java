package org.thermograd.domain.analysis.comparison;

/**
 * The difference between two runs at equal clock, where some share of a step goes with the clock.
 *
 * @param code log of how much longer a clean step of the second run takes at equal clock
 * @param slope that share
 * @param codeLeftOut how {@code code} changes without a block
 * @param totalLeftOut how the whole difference does
 */
record CodePart(double code, double slope, LeftOut codeLeftOut, LeftOut totalLeftOut) {}
