package org.thermograd.adapter.report.figure;

import java.util.Locale;

/**
 * What a part of a drawing is for. On paper each has a color that people who see colors differently can tell from the others;
 * a page may give it another by the class {@link #id}.
 */
public enum Ink {
    /** What all is drawn on. */
    PAPER(0xffffff),
    /** Words that must be read. */
    TEXT(0x1b1f24),
    /** Words that may be. */
    MUTED(0x57606a),
    /** Lines that help the eye. */
    GRID(0xd8dee4),
    /** What chance would give. */
    BAND(0xc9d3dd),
    /** What was counted and is in the band. */
    BAR(0x6f8196),
    /** What was counted and is outside the band. */
    STRIKING(0x0b3d66),
    /** Spikes of the gradient norm. */
    SPIKE(0xa63603),
    /** Collapses of a device. */
    COLLAPSE(0x08519c);

    private final int rgb;

    Ink(int rgb) {
        this.rgb = rgb;
    }

    /** Returns its name in a page. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns its color on paper: red, green and blue, eight bits each. */
    int rgb() {
        return rgb;
    }
}
