package org.thermograd.domain.collapse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.stream.Stream;

/** The newest {@value #MOST} of something, in the order in which they came; the oldest gives way. Confined to one thread. */
final class Newest<T> implements Iterable<T> {
    private static final int MOST = 256;

    private final Deque<T> kept = new ArrayDeque<>();

    void add(T one) {
        if (kept.size() == MOST) {
            kept.removeFirst();
        }
        kept.addLast(one);
    }

    /** Takes back the newest; there must be one. */
    void removeNewest() {
        kept.removeLast();
    }

    @Override
    public Iterator<T> iterator() {
        return kept.iterator();
    }

    Stream<T> stream() {
        return kept.stream();
    }
}
