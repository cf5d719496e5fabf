package org.thermograd.testing;

import java.util.Optional;

/** What the fuzz targets share. A target throws where a property does not hold, and returns else. */
public final class Fuzz {
    /** The greatest length of a message, in characters. */
    private static final int LONGEST_MESSAGE = 4_000;

    private Fuzz() {}

    /**
     * Makes something of the input.
     *
     * @param <T> what that is
     */
    public interface Attempt<T> {
        /** Returns what was made of it. */
        T make() throws Exception;
    }

    /**
     * Returns what was made of the input, or nothing where it was refused as documented.
     *
     * @param refusal the exception that is documented; its message must be short and of one line
     */
    public static <T> Optional<T> accepted(Class<? extends Exception> refusal, Attempt<T> attempt) {
        try {
            return Optional.of(attempt.make());
        } catch (Exception e) {
            if (!refusal.isInstance(e)) {
                throw new AssertionError("refused other than by " + refusal.getSimpleName(), e);
            }
            requirePlain(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Fails unless a message is short and of one line. */
    public static void requirePlain(String message) {
        require(message.length() <= LONGEST_MESSAGE, "the message is long: " + message.length());
        require(message.chars().noneMatch(Character::isISOControl), "the message has control characters: " + message);
    }

    /** Fails unless a property holds. */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** Fails unless two things are equal. */
    public static void requireEqual(Object one, Object other, String what) {
        if (!one.equals(other)) {
            throw new AssertionError(what + " differ: " + one + " and " + other);
        }
    }
}
