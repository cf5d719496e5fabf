/** What adapters need for secrets: files that others may not read, certificates and keys in PEM, and TLS made of them. */
@NullMarked
package org.thermograd.adapter.secret;

import org.jspecify.annotations.NullMarked;
