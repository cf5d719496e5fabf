package org.thermograd.adapter.prometheus;

import java.time.Duration;

/** Hears how a read goes on, in the thread that reads. What it throws ends the read. */
public interface ReadListener {
    /** Hears nothing. */
    ReadListener NONE = new ReadListener() {};

    /**
     * A part of the range is done.
     *
     * @param samples how many samples were read so far, over all series
     * @param rangeRatio how much of the time range is done, 0 to 1
     */
    default void progress(long samples, double rangeRatio) {}

    /**
     * A request failed and is made again.
     *
     * @param failure why
     * @param delay how long the client waits before that
     */
    default void retrying(PrometheusQueryException failure, Duration delay) {}

    /**
     * A part was too much for the server or for the connection, and is asked for in smaller ones.
     *
     * @param failure what the limit was
     * @param chunk the new length of a part
     */
    default void shrinking(PrometheusQueryException failure, Duration chunk) {}
}
