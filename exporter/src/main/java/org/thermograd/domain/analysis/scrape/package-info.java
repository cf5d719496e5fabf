/** Runs and devices as scrapes saw them. */
@NullMarked
package org.thermograd.domain.analysis.scrape;

import org.jspecify.annotations.NullMarked;
