/** Recorded sessions from files: hardware CSV and training logs, read strictly and counted honestly. */
@NullMarked
package org.thermograd.adapter.files;

import org.jspecify.annotations.NullMarked;
