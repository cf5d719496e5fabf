package org.thermograd.domain.analysis.coincidence;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Null models beside the global one and the blocks: the same test on less of the time, and on short blocks.
 *
 * <p>Source: docs/correlation.md, "Null models".
 *
 * @param withoutPauses the same events in the coverage without pauses and the time after each, one stratum per run; absent
 *     where pauses are not left out
 * @param shortBlockMillis the length of short blocks, positive; absent where they are not asked for
 */
public record FurtherNulls(Optional<List<Stratum>> withoutPauses, OptionalLong shortBlockMillis) {
    /** None. */
    public static final FurtherNulls NONE = new FurtherNulls(Optional.empty(), OptionalLong.empty());

    /** Copies the list. */
    public FurtherNulls {
        withoutPauses = withoutPauses.map(List::copyOf);
        requireNonNull(shortBlockMillis, "shortBlockMillis");
    }
}
