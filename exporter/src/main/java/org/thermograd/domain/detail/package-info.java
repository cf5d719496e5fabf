/** What is told beside the verdict, from the same events: how spikes and collapses lie in time to each other. */
@NullMarked
package org.thermograd.domain.detail;

import org.jspecify.annotations.NullMarked;
