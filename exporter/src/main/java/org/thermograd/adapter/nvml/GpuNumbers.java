package org.thermograd.adapter.nvml;

import java.util.HashMap;
import java.util.Map;

/** Which number each accelerator has. One keeps its number while the program runs, in whatever order it is found. */
final class GpuNumbers {
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * Returns the number of an accelerator.
     *
     * @param key its uuid
     * @param index its number in the driver's order, which it gets unless another has it
     */
    int of(String key, int index) {
        return numbers.computeIfAbsent(key, unknown -> {
            int free = index;
            while (numbers.containsValue(free)) {
                free++;
            }
            return free;
        });
    }
}
