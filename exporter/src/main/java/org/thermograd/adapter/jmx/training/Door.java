package org.thermograd.adapter.jmx.training;

import java.io.IOException;

/** Opens connections to one other JVM. */
interface Door {
    /**
     * Opens one. Slow where the other side is.
     *
     * @throws IOException if there is nobody, or it lets nobody in
     */
    Link open() throws IOException;
}
