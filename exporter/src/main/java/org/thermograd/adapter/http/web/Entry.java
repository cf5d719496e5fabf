package org.thermograd.adapter.http.web;

/**
 * A text in a web configuration file.
 *
 * @param key where it stands, such as {@code tls_server_config.cert_file}
 * @param value the text
 * @param line its line, from 1
 */
record Entry(String key, String value, int line) {
    /** Makes a failure that names line and key, not the value, which may be a secret. */
    WebConfigException refused(String rule) {
        return new WebConfigException("line " + line + ": " + key + " " + rule);
    }

    /** Makes a failure that names line, key and value. */
    WebConfigException refusedWithValue(String rule) {
        return refused(rule + ", got " + value);
    }
}
