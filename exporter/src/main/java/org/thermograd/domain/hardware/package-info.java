/** What hardware can be read, what was read from it, and the port through which it is read. */
@NullMarked
package org.thermograd.domain.hardware;

import org.jspecify.annotations.NullMarked;
