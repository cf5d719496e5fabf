/** From events to one of nine verdicts, and what qualifies it. */
@NullMarked
package org.thermograd.domain.analysis.verdict;

import org.jspecify.annotations.NullMarked;
