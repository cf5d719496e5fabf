/** The comparison of runs, for people and programs. */
@NullMarked
package org.thermograd.adapter.report.comparison;

import org.jspecify.annotations.NullMarked;
