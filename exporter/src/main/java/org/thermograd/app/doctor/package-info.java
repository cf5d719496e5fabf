/** {@code doctor}: what this machine lets the exporter see, and what to do about the rest. */
@NullMarked
package org.thermograd.app.doctor;

import org.jspecify.annotations.NullMarked;
