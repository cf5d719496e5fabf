package org.thermograd.domain.collapse;

/** What a sample tells of a flag. */
public enum FlagState {
    /** It is down. */
    DOWN,
    /** It will be known later whether it is up, as its condition has not lasted long enough. */
    PENDING,
    /** It is up. */
    UP
}
