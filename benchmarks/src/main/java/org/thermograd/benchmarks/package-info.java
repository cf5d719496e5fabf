/** JMH benchmarks of the correlation job, on made-up input. Run by hand; see {@code benchmarks/README.md}. */
@NullMarked
package org.thermograd.benchmarks;

import org.jspecify.annotations.NullMarked;
