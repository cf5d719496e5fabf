/** What the kernel of Linux tells of processors, sensors, memory, disks, network and AMD's GPUs, in files. */
@NullMarked
package org.thermograd.adapter.linux;

import org.jspecify.annotations.NullMarked;
