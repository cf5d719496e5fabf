package org.thermograd.adapter.http.pushgateway;

import java.util.OptionalDouble;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

/** One line of the text format, read from left to right. Confined to one thread. */
final class TextLine {
    private final String text;
    private final int number;
    private int at;

    /**
     * Makes one.
     *
     * @param text the line without its end
     * @param number which line of the body, from 1
     */
    TextLine(String text, int number) {
        this.text = text;
        this.number = number;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    boolean isAt(char letter) {
        return at < text.length() && text.charAt(at) == letter;
    }

    /** Passes over one letter, if it is there. */
    boolean skip(char letter) {
        boolean there = isAt(letter);
        at += there ? 1 : 0;
        return there;
    }

    boolean isAtBlank() {
        return isAt(' ') || isAt('\t');
    }

    void skipBlanks() {
        while (isAtBlank()) {
            at++;
        }
    }

    /** Reads up to the next blank. */
    String word() {
        int start = at;
        while (at < text.length() && !isAtBlank()) {
            at++;
        }
        return text.substring(start, at);
    }

    /** Reads all that is left. */
    String rest() {
        String rest = text.substring(at);
        at = text.length();
        return rest;
    }

    /** Reads the name of a metric or of a label; empty if there is none. */
    String name(boolean colons) {
        int start = at;
        while (at < text.length() && isOfName(text.charAt(at), colons, at > start)) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isOfName(char letter, boolean colons, boolean inside) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || letter == '_'
                || (colons && letter == ':')
                || (inside && letter >= '0' && letter <= '9');
    }

    /** Reads what stands between quotation marks. */
    String quoted() throws PushRefusedException {
        if (!skip('"')) {
            throw wrong("value of a label must stand between \"");
        }
        int end = at;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            throw wrong("value of a label must end with \"");
        }
        String value = unescape(text.substring(at, end));
        at = end + 1;
        return value;
    }

    /** Returns a text of the format as it is meant. */
    String unescape(String escaped) throws PushRefusedException {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char letter = escaped.charAt(i);
            if (letter == '\\') {
                i++;
                switch (i < escaped.length() ? escaped.charAt(i) : ' ') {
                    case 'n' -> out.append('\n');
                    case '\\' -> out.append('\\');
                    case '"' -> out.append('"');
                    default -> throw wrong("\\ must be followed by \\, \" or n");
                }
            } else {
                out.append(letter);
            }
        }
        return out.toString();
    }

    /** Reads a number that ends at a blank or with the line. */
    double number(String what) throws PushRefusedException {
        return number(what, word());
    }

    double number(String what, String word) throws PushRefusedException {
        OptionalDouble value = Decimal.parse(word);
        if (value.isEmpty()) {
            String hint = word.endsWith("\r") ? "; lines must end with \\n alone, not with \\r\\n" : "";
            throw wrong(what + " must be a number, got \"" + Excerpt.of(word) + '"' + hint);
        }
        return value.getAsDouble();
    }

    /** Returns where it is, for a message. */
    String where() {
        return "line " + number + ": ";
    }

    /** Makes a refusal that quotes the line. */
    PushRefusedException wrong(String rule) {
        return PushRefusedException.of(
                PushRejection.SYNTAX, where() + Excerpt.message(rule) + "; the line is: " + Excerpt.of(text));
    }
}
