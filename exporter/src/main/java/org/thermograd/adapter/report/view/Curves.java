package org.thermograd.adapter.report.view;

import org.thermograd.domain.analysis.timeline.CurveKind;

/** The signals of a timeline in words and in the units of people. */
public final class Curves {
    private static final double GIGA = 1e9;

    private Curves() {}

    public static String title(CurveKind signal) {
        return switch (signal) {
            case GRAD_NORM -> "Gradient norm";
            case STEP_SECONDS -> "Step time";
            case TEMPERATURE_CELSIUS -> "Temperature";
            case POWER_WATTS -> "Power";
            case CLOCK_HERTZ -> "Clock";
        };
    }

    /** Returns the unit in which it is shown; empty where there is none. */
    public static String unit(CurveKind signal) {
        return switch (signal) {
            case GRAD_NORM -> "";
            case STEP_SECONDS -> "s";
            case TEMPERATURE_CELSIUS -> "°C";
            case POWER_WATTS -> "W";
            case CLOCK_HERTZ -> "GHz";
        };
    }

    /** Returns a value in that unit. */
    public static double shown(CurveKind signal, double value) {
        return signal == CurveKind.CLOCK_HERTZ ? value / GIGA : value;
    }
}
