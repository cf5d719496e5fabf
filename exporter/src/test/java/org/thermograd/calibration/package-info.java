/** How often the answers are right: generated sessions through the command line, counted, in tables. */
package org.thermograd.calibration;
