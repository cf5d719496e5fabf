/** What every command shares at the terminal: console, values of options, version, words for failures. */
@NullMarked
package org.thermograd.app.cli;

import org.jspecify.annotations.NullMarked;
