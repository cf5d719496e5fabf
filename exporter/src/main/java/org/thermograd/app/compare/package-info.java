/** The command that compares runs. */
@NullMarked
package org.thermograd.app.compare;

import org.jspecify.annotations.NullMarked;
