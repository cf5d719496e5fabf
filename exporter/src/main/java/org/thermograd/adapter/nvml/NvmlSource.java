package org.thermograd.adapter.nvml;

import java.util.Optional;

/** Where NVML comes from. */
interface NvmlSource {
    /**
     * Returns the library, or nothing where this machine has none.
     *
     * @throws NvmlException if it was named and cannot be loaded
     */
    Optional<Nvml> load() throws NvmlException;
}
