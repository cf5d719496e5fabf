package org.thermograd.adapter.jmx;

/** What a bean tells of by itself. */
public enum EventType {
    /** A device has begun to lose performance. */
    COLLAPSE_STARTED(
            RootBean.EXPORTER,
            "collapse.started",
            "A collapse began: device, uuid, kind, reason, onset; once for each onset."),
    /** A device has recovered. */
    COLLAPSE_ENDED(
            RootBean.EXPORTER,
            "collapse.ended",
            "The device recovered: the same, end, and as far as read peakTemperatureCelsius, clockRatio, energyJoules;"
                    + " again, with a later end, where the collapse went on within ten seconds."),
    /** The gradient norm of a run has jumped. */
    SPIKE(RootBean.EXPORTER, "spike", "A spike event began: run, step, onset, gradNorm and, where it was told, loss."),
    /** A run is over. */
    RUN_ENDED(RootBean.EXPORTER, "run.ended", "A run ended: run, how (finished, expired or deleted)."),
    /** A window was judged. */
    VERDICT(
            RootBean.CORRELATION,
            "verdict",
            "A window was judged: run, verdict, from, to, and as far as tested qForward and qBackward.");

    private final RootBean teller;
    private final String id;
    private final String description;

    EventType(RootBean teller, String id, String description) {
        this.teller = teller;
        this.id = id;
        this.description = description;
    }

    /** Returns which bean tells of it. */
    RootBean teller() {
        return teller;
    }

    /** Returns the type of its notifications, such as {@code org.thermograd.collapse.started}. */
    String id() {
        return BeanNames.DOMAIN + "." + id;
    }

    /** Returns what it is, with the names of its data. */
    String description() {
        return description;
    }
}
