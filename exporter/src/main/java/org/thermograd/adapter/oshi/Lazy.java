package org.thermograd.adapter.oshi;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a value at its first use and keeps it; where that fails, it is tried again at the next. Thread-safe. */
final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> source;
    private @Nullable T value;

    Lazy(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }
}
