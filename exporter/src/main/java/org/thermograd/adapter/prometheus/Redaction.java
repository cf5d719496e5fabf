package org.thermograd.adapter.prometheus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes foreign text fit for one line of a message, without secrets. Immutable. */
final class Redaction {
    private static final int LIMIT_CHARS = 300;
    private static final int SHORTEST_SECRET_HEADER = 8;
    private static final String MASK = "***";

    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        // The longest first: a password may be a part of what holds it.
        this.secrets = secrets.stream()
                .filter(secret -> !secret.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * Returns one that masks the given secrets and the values of headers, unless these are so short that they are
     * hardly secret and likely to be part of a word.
     */
    public static Redaction of(List<String> headerValues, List<String> secrets) {
        List<String> all = new ArrayList<>(secrets);
        headerValues.stream()
                .filter(value -> value.length() >= SHORTEST_SECRET_HEADER)
                .forEach(all::add);
        return new Redaction(all);
    }

    /** Returns the text on one line, cut where it is long. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder();
        boolean blank = false;
        int at = 0;
        while (at < text.length() && out.length() < LIMIT_CHARS) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (isPrintable(point)) {
                out.append(blank && out.length() > 0 ? " " : "").appendCodePoint(point);
                blank = false;
            } else {
                blank = true;
            }
        }
        return at < text.length() ? out.append("...").toString() : out.toString();
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Returns the text on one line, cut where it is long, with the secrets masked. */
    String of(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, MASK);
        }
        return plain(masked);
    }
}
