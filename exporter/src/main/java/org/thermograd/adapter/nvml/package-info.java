/** What NVIDIA's driver tells of its accelerators, through its management library (NVML). */
@NullMarked
package org.thermograd.adapter.nvml;

import org.jspecify.annotations.NullMarked;
