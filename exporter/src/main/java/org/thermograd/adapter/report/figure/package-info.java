/** Drawings as values, and as SVG and PNG. */
@NullMarked
package org.thermograd.adapter.report.figure;

import org.jspecify.annotations.NullMarked;
