package org.thermograd.domain.analysis.scrape;

/** What the samples of a series that somebody else names stand for. */
public enum SampleKind {
    /** Above 0 while something is the case, else 0. */
    FLAG,
    /** How often something has been the case, or for how long. */
    COUNTER
}
