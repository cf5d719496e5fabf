package org.thermograd.adapter.files;

/** Foreign text made fit for one line of a terminal. */
final class Excerpt {
    private static final int LIMIT_CHARS = 80;

    private Excerpt() {}

    /**
     * Returns the text with every control, formatting or lone surrogate character as {@code \}{@code uXXXX} (a tab as
     * {@code \t}), cut to 80 characters of the original with {@code ...} after them where it was longer.
     */
    static String of(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length() && at < LIMIT_CHARS) {
            int point = text.codePointAt(at);
            append(out, point);
            at += Character.charCount(point);
        }
        return at < text.length() ? out.append("...").toString() : out.toString();
    }

    private static void append(StringBuilder out, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> {
                if (point == '\t') {
                    out.append("\\t");
                } else {
                    out.append(String.format("\\u%04x", point));
                }
            }
            default -> out.appendCodePoint(point);
        }
    }
}
