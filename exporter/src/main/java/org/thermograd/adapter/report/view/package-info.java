/** A report in sentences and tables, before any format; the only place with words for people. */
@NullMarked
package org.thermograd.adapter.report.view;

import org.jspecify.annotations.NullMarked;
