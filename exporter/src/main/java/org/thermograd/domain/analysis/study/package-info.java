/** One question asked of runs, from samples or scrapes to a report; no file, no option, no HTTP. */
@NullMarked
package org.thermograd.domain.analysis.study;

import org.jspecify.annotations.NullMarked;
