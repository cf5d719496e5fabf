/** Pages as values for their templates, which compute no word and no figure. */
@NullMarked
package org.thermograd.adapter.report.page;

import org.jspecify.annotations.NullMarked;
