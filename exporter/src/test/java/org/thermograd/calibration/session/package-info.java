/** Sessions of which it is known what is in them: drawn from drivers, couplings and costs, and written as files. */
package org.thermograd.calibration.session;
