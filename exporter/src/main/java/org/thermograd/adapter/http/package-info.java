/** The HTTP server and its routes. What they answer with comes through interfaces of this package. */
@NullMarked
package org.thermograd.adapter.http;

import org.jspecify.annotations.NullMarked;
