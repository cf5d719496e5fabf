package org.thermograd.adapter.report.page;

import static java.util.Objects.requireNonNull;

/**
 * A script or style sheet that stands in a page.
 *
 * @param text its text, which ends no element
 * @param source by what the page allows it and no other, such as {@code sha256-} and a digest
 */
public record Embedded(String text, String source) {
    public Embedded {
        requireNonNull(text, "text");
        requireNonNull(source, "source");
    }
}
