package org.thermograd.adapter.jmx.training;

import javax.management.MBeanServerConnection;

/**
 * An open connection to another JVM.
 *
 * @param server its MBeans
 * @param end ends the connection
 */
record Link(MBeanServerConnection server, Runnable end) {}
