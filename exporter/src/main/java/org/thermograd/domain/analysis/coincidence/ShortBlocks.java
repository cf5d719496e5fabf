package org.thermograd.domain.analysis.coincidence;

/**
 * The block null with short blocks: what is left of a test when effects keep to their minute.
 *
 * @param blockMillis the length of a block, positive
 * @param p the probability of at least as many coincidences
 */
public record ShortBlocks(long blockMillis, double p) {}
