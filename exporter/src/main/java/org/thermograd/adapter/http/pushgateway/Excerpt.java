package org.thermograd.adapter.http.pushgateway;

/** What was sent as an error shows it: short, and what cannot be seen written out. Stateless. */
final class Excerpt {
    private static final int LONGEST = 80;
    private static final int LONGEST_MESSAGE = 1000;

    private Excerpt() {}

    /** Returns a line, or a part of it. */
    static String of(String text) {
        return cut(text, LONGEST);
    }

    /** Returns a message that repeats names and labels, which may be of any length. */
    static String message(String text) {
        return cut(text, LONGEST_MESSAGE);
    }

    private static String cut(String text, int longest) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && i < longest; i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\uFEFF' -> out.append("\\uFEFF");
                default -> out.append(Character.isISOControl(letter) ? '?' : letter);
            }
        }
        return text.length() > longest ? out.append("...").toString() : out.toString();
    }
}
