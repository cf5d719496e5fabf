package org.thermograd.domain.analysis.scrape;

/** What an exporter tells of the collapses of a device for one reason, one series each. */
public enum DeviceSeries {
    /** 1 while one could be seen, else 0. */
    OBSERVABLE,
    /** Counter of the seconds in which one could be seen. */
    OBSERVED_SECONDS,
    /** Counter of the collapses. */
    COLLAPSES,
    /** 1 in a collapse, else 0. */
    ACTIVE
}
