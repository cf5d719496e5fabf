package org.thermograd.adapter.files;

import java.util.List;

/** Where the columns are that are read; a name that stands twice means its first column. Immutable. */
final class CsvHeader {
    static final String TIMESTAMP = "timestamp";
    static final String DEVICE = "device";

    private final List<String> names;
    private final int timestamp;
    private final int device;
    private final int[] measured;

    /** Binds the columns of a header that holds {@link #TIMESTAMP} and {@link #DEVICE}. */
    CsvHeader(List<String> names, CsvColumns columns) {
        this.names = List.copyOf(names);
        this.timestamp = names.indexOf(TIMESTAMP);
        this.device = names.indexOf(DEVICE);
        this.measured = columns.all().stream().mapToInt(names::indexOf).toArray();
    }

    static boolean isHeader(List<String> fields) {
        return fields.contains(TIMESTAMP) && fields.contains(DEVICE);
    }

    List<String> names() {
        return names;
    }

    int width() {
        return names.size();
    }

    int timestamp() {
        return timestamp;
    }

    int device() {
        return device;
    }

    /** Returns where a column of {@link CsvColumns#all} is, or -1. */
    int measured(int column) {
        return measured[column];
    }
}
