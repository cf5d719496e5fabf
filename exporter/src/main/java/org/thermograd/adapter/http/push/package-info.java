/** The push API: who may push, what a body may hold, how a refusal reads. */
@NullMarked
package org.thermograd.adapter.http.push;

import org.jspecify.annotations.NullMarked;
