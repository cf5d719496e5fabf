package org.thermograd.adapter.report;

/** Writes HTML; whatever is text is escaped. Confined to one thread. */
final class Html {
    private final StringBuilder html = new StringBuilder();

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    Html open(String tag, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attributes must be names and values, got " + attributes.length);
        }
        html.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            html.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        html.append('>');
        return this;
    }

    /** Closes an element. */
    Html close(String tag) {
        html.append("</").append(tag).append(">\n");
        return this;
    }

    /** Adds text. */
    Html text(String text) {
        html.append(escaped(text));
        return this;
    }

    /** Adds an element that holds only text. */
    Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    /** Adds what is HTML already. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Returns all that was written. */
    String html() {
        return html.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
