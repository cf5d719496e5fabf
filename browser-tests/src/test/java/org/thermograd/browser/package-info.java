/** Pages of Thermograd in a real browser. */
@NullMarked
package org.thermograd.browser;

import org.jspecify.annotations.NullMarked;
