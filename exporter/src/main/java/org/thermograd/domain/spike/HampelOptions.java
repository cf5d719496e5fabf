package org.thermograd.domain.spike;

/** What a Hampel filter on the logarithm of the norm needs to know; {@link LogHampel} tells it. */
public interface HampelOptions {
    /** Returns how many values the median is taken over, at least {@link #minSamples}. */
    int window();

    /** Returns how many values there must be before a step is judged, at least 1. */
    int minSamples();

    /** Returns the threshold of the score, finite and above 0. */
    double k();

    /** Returns the smallest scale in units of the logarithm, finite and above 0. */
    double sigmaFloor();

    /** Returns the smallest ratio of a spike to the median norm, finite and at least 1. */
    double minRatio();
}
