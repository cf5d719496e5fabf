package org.thermograd.adapter.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Renders pages one after another, and each once for all who asked for it before it began. So any number of scrapers at
 * once costs one processor at most and none of them waits for more than a few pages, while what each gets is not older than
 * its request. Thread-safe.
 *
 * @param <K> what tells pages apart
 */
final class SharedPages<K> {
    private final ReentrantLock turn = new ReentrantLock(true);

    /** Those that nobody has begun. */
    @GuardedBy("this")
    private final Map<K, Page> next = new HashMap<>();

    /** Renders a page. */
    interface Renderer {
        byte[] render() throws IOException;
    }

    /** One rendering, once it is made; guarded by the turn. */
    private static final class Page {
        private Optional<byte[]> content = Optional.empty();
    }

    /** Returns a page that was begun after this was called; not to be modified. */
    byte[] get(K key, Renderer renderer) throws IOException {
        Page page;
        synchronized (this) {
            page = next.computeIfAbsent(key, any -> new Page());
        }
        turn.lock();
        try {
            if (page.content.isEmpty()) {
                synchronized (this) {
                    next.remove(key, page);
                }
                page.content = Optional.of(renderer.render());
            }
            return page.content.get();
        } finally {
            turn.unlock();
        }
    }

    /** Returns about how many wait for their turn. */
    int waiting() {
        return turn.getQueueLength();
    }
}
