package org.thermograd.adapter.http.pushgateway;

import java.util.List;
import java.util.OptionalLong;

/**
 * A group as it is at one moment.
 *
 * @param key its key
 * @param families what it holds
 * @param pushedMillis when it was pushed last
 * @param failedMillis when a push of it was refused last
 */
record GroupView(GroupKey key, List<PushedFamily> families, OptionalLong pushedMillis, OptionalLong failedMillis) {}
