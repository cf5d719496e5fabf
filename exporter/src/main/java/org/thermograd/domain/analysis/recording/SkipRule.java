package org.thermograd.domain.analysis.recording;

/**
 * Why something in a recording was not used as it stands. Most rules drop a row or an entry whole; a few only note
 * something about one that is used.
 */
public enum SkipRule {
    /** A line of nothing but blanks. */
    BLANK_LINE("blank line", Effect.DROPS),
    /** A CSV line with fewer fields than the header in force. */
    ROW_TOO_SHORT("row shorter than the header", Effect.DROPS),
    /** A CSV line with more fields than the header in force. */
    ROW_TOO_LONG("row longer than the header", Effect.DROPS),
    /** A CSV field whose opening quote has no closing one before the line ends, or text after the closing one. */
    BROKEN_QUOTE("quote that does not end in its line", Effect.DROPS),
    /** A CSV row whose {@code timestamp} is empty or no ISO-8601 time. */
    UNREADABLE_TIMESTAMP("timestamp that cannot be read", Effect.DROPS),
    /** A CSV row of a device that no writer names. */
    UNKNOWN_DEVICE("device other than cpu, gpu, gpu<number> or mobile", Effect.DROPS),
    /** The last CSV line has no line end, and its last field is the time or the device. */
    TORN_LAST_ROW("last line without an end that ends in its timestamp or device", Effect.DROPS),
    /** The last CSV line has no line end, and its last field is a number that may have lost digits. */
    TORN_LAST_VALUE("last value of a line without an end, taken as not known", Effect.NOTES),
    /** The last line of a file of our own has no line end; our writer ends each line. */
    TORN_LAST_LINE("last line of a session's file without an end", Effect.DROPS),
    /** A CSV header equal to the one in force. */
    REPEATED_HEADER("repeated header", Effect.DROPS),
    /** A CSV header unlike the one in force; columns are bound by it from there on. */
    CHANGED_HEADER("other header, in force from there on", Effect.NOTES),
    /** A CSV row with the device and millisecond of a later row, which is the one that is used. */
    DUPLICATE_ROW("row replaced by a later one of the same device and millisecond", Effect.DROPS),
    /** A value that is neither empty nor one that its column or key can hold. */
    UNREADABLE_VALUE("value that cannot be read, taken as not known", Effect.NOTES),
    /** A row or entry that is earlier than one before it; it is used, in its place by time. */
    OUT_OF_TIME_ORDER("time before that of an earlier row or entry", Effect.NOTES),
    /** A line of a training log that is no JSON, or JSON with something after it. */
    BROKEN_JSON("line that is not one whole JSON object", Effect.DROPS),
    /** An array that breaks off, or text after its end; all before it is used, nothing after it is read. */
    TORN_END("broken end, not read any further", Effect.DROPS),
    /** A line or array element that is JSON but no object. */
    NOT_AN_OBJECT("JSON value that is not an object", Effect.DROPS),
    /** A line with a string, name or number too long, or nested too deep. */
    BEYOND_LIMITS("entry with too long a string, name or number, or nested too deep", Effect.DROPS),
    /** An entry without a usable {@code timestamp_shared} or {@code timestamp}. */
    NO_SHARED_TIME("entry without timestamp_shared or timestamp as epoch seconds", Effect.DROPS),
    /** An entry with the step and the millisecond of an earlier one. */
    DUPLICATE_ENTRY("entry of the same step and millisecond as an earlier one", Effect.DROPS),
    /** An entry that goes back in steps, in a log that two writers share. */
    OTHER_WRITER("entry of another writer in the same log", Effect.DROPS),
    /** A line of a session's training.jsonl without the name of a run. */
    NO_RUN("step without the name of its run", Effect.DROPS),
    /** A line of a session's training.jsonl that is much older than the session, as where an old log was pushed. */
    BEFORE_SESSION("step more than a day older than its session", Effect.NOTES),
    /** A line of a session's events.jsonl that tells of a clock that was set. */
    CLOCK_SET("clock of the host that was set while it was recorded", Effect.NOTES),
    /** A line of a session's events.jsonl that is of no known type, or lacks something. */
    UNREADABLE_EVENT("event that cannot be read", Effect.DROPS);

    private final String description;
    private final Effect effect;

    SkipRule(String description, Effect effect) {
        this.description = description;
        this.effect = effect;
    }

    /** Returns the rule in plain words, as a noun phrase fit for a terminal. */
    public String description() {
        return description;
    }

    /** Returns whether what falls under the rule is left out whole; otherwise it is used, and only counted. */
    public boolean drops() {
        return effect == Effect.DROPS;
    }

    private enum Effect {
        DROPS,
        NOTES
    }
}
