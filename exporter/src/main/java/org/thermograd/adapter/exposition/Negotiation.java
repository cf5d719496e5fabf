package org.thermograd.adapter.exposition;

import java.util.Locale;
import java.util.Optional;

/** Which format an {@code Accept} header asks for: the one of highest quality, of equal ones the first named. */
final class Negotiation {
    private Negotiation() {}

    /** Returns the format; text where the header is absent, or asks for nothing that there is. */
    static Format format(Optional<String> accept) {
        Format best = Format.TEXT;
        double highest = 0;
        for (String range : accept.orElse("").split(",", -1)) {
            Optional<Format> format = formatOf(range.toLowerCase(Locale.ROOT).replace(" ", ""));
            double quality = quality(range);
            if (format.isPresent() && quality > highest) {
                best = format.get();
                highest = quality;
            }
        }
        return best;
    }

    private static Optional<Format> formatOf(String range) {
        if (range.startsWith("application/openmetrics-text")) {
            return Optional.of(Format.OPEN_METRICS);
        }
        if (range.startsWith("application/vnd.google.protobuf")
                && range.contains(";proto=io.prometheus.client.metricfamily")
                && range.contains(";encoding=delimited")) {
            return Optional.of(Format.PROTOBUF);
        }
        return range.matches("(text/plain|text/\\*|\\*/\\*)(;.*)?") ? Optional.of(Format.TEXT) : Optional.empty();
    }

    /** Returns the quality of a range, 1 where none is said or what is said is no number. */
    private static double quality(String range) {
        for (String parameter : range.split(";", -1)) {
            String stripped = parameter.strip();
            if (stripped.startsWith("q=") || stripped.startsWith("Q=")) {
                try {
                    return Double.parseDouble(stripped.substring(2));
                } catch (NumberFormatException e) {
                    return 1;
                }
            }
        }
        return 1;
    }
}
