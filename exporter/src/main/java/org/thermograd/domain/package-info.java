/** What every package may need: checks of arguments, where data comes from, what this build is. */
@NullMarked
package org.thermograd.domain;

import org.jspecify.annotations.NullMarked;
