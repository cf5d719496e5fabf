/** {@code correlate --every}: passes over windows, and what they answer over HTTP. */
@NullMarked
package org.thermograd.app.correlate.service;

import org.jspecify.annotations.NullMarked;
