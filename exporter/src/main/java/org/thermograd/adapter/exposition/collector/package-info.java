/** One collector a subject: what is known becomes families. */
@NullMarked
package org.thermograd.adapter.exposition.collector;

import org.jspecify.annotations.NullMarked;
