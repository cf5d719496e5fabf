package org.thermograd.adapter.jmx.training;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * A number in an MBean: an attribute, or a member of one that is composite, written {@code Attribute.member}.
 *
 * @param text as it was written
 * @param attribute the attribute
 * @param members the member, and the member of that, and so on; empty for the attribute itself
 */
record AttributePath(String text, String attribute, List<String> members) {
    private static final int SHOWN_CHARS = 40;

    AttributePath {
        members = List.copyOf(members);
    }

    /**
     * Returns what a text means, or nothing if there is no such attribute. A name may have dots of its own.
     *
     * @param offered the attributes of the MBean
     */
    static Optional<AttributePath> of(String text, Set<String> offered) {
        if (offered.contains(text)) {
            return Optional.of(new AttributePath(text, text, List.of()));
        }
        for (int dot = text.lastIndexOf('.'); dot > 0; dot = text.lastIndexOf('.', dot - 1)) {
            String attribute = text.substring(0, dot);
            if (offered.contains(attribute)) {
                List<String> members = List.of(text.substring(dot + 1).split("\\.", -1));
                return Optional.of(new AttributePath(text, attribute, members));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the number that is in the value of the attribute.
     *
     * @throws SourceException if there is none
     */
    Number number(@Nullable Object attributeValue) throws SourceException {
        Object value = attributeValue;
        for (String member : members) {
            if (!(value instanceof CompositeData composite)) {
                throw wrong("composite", value);
            }
            if (!composite.containsKey(member)) {
                throw new SourceException(text + " must be a member of " + attribute + ", which has "
                        + composite.getCompositeType().keySet());
            }
            value = composite.get(member);
        }
        if (value instanceof Number number) {
            return number;
        }
        throw wrong("a number", value);
    }

    private SourceException wrong(String rule, @Nullable Object value) {
        return new SourceException(text + " must be " + rule + ", got " + shown(value));
    }

    private static String shown(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String string) {
            return "the text '" + (string.length() > SHOWN_CHARS ? string.substring(0, SHOWN_CHARS) : string) + "'";
        }
        return "a " + value.getClass().getSimpleName();
    }
}
