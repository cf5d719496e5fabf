package org.thermograd.adapter.report.view;

/** Changes in percent, as sentences about the cost have them. */
final class Changes {
    private static final double WHOLE_FROM = 10;

    private Changes() {}

    /** Returns a share in percent without the sign for it, whole from 10 on. */
    static String percent(double share) {
        double percent = 100 * share;
        return Math.abs(percent) >= WHOLE_FROM
                ? String.valueOf(Math.round(percent))
                : Figures.number(Math.rint(10 * percent) / 10);
    }

    /** Returns a share with its sign, such as {@code +3%} or {@code -1.2%}. */
    static String signed(double share) {
        String percent = percent(share);
        return (percent.startsWith("-") || percent.equals("0") ? "" : "+") + percent + "%";
    }

    /** Returns a comparison that the other side follows, such as {@code 31% longer than}, of a ratio of times. */
    static String longer(double ratio) {
        String change = percent(Math.abs(ratio - 1));
        if (change.equals("0")) {
            return "as long as";
        }
        return change + "% " + (ratio > 1 ? "longer than" : "less time than");
    }

    /** Returns a 95% interval of shares, such as {@code 95% CI 24–38%}. */
    static String interval(double lower, double upper) {
        return "95% CI "
                + (lower < 0 ? signed(lower) + " to " + signed(upper) : percent(lower) + "–" + percent(upper) + "%");
    }

    /** Returns a range of lengths; the unit once where both have the same. */
    static String range(String from, String to) {
        int space = from.indexOf(' ');
        return to.endsWith(from.substring(space)) ? from.substring(0, space) + "–" + to : from + "–" + to;
    }
}
