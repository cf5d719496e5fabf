package org.thermograd.adapter.http.pushgateway;

/** A line as an error shows it: short, and what cannot be seen written out. Stateless. */
final class Excerpt {
    private static final int LONGEST = 80;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;

    private Excerpt() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '\r' -> out.append("\\r");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\uFEFF' -> out.append("\\uFEFF");
                default -> out.append(letter < FIRST_PRINTABLE || letter == DELETE ? '?' : letter);
            }
        }
        return text.length() > LONGEST ? out.append("...").toString() : out.toString();
    }
}
