/** What stands between the network and the routes: no client holds a thread, and what clients hold is limited. */
@NullMarked
package org.thermograd.adapter.http.gate;

import org.jspecify.annotations.NullMarked;
