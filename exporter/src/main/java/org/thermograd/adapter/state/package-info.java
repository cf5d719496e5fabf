/**
 * The state of runs on disk, so that the end of the process loses nothing that was acknowledged.
 *
 * <p>Written is what comes, not what it comes to: a push of 100 steps is 2 KiB, the state of its run up to 64 KiB. The log is short, as a
 * snapshot of all runs takes its place now and then. At the start the snapshot is read and the log counted again.
 *
 * <p>What was weighed. <b>H2 MVStore</b> is one jar of 360 kB in Java only, and was tried: where the disk is full it closes itself for
 * good, and its maps with it, while this must refuse one push and heal. <b>SQLite</b> brings native code for each platform,
 * <b>Chronicle Queue</b> needs inner classes of the JDK to be opened, <b>MapDB</b> has had no release for years. What is needed is to
 * append, to read once from the front, and to know a whole entry from a torn one: an own log is less code than any wrapper of those.
 */
@NullMarked
package org.thermograd.adapter.state;

import org.jspecify.annotations.NullMarked;
