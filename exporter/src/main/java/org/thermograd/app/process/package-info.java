/** What every long-running command shares: signals, pace, work in parallel, other programs. */
@NullMarked
package org.thermograd.app.process;

import org.jspecify.annotations.NullMarked;
