package org.thermograd.adapter.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.OptionalDouble;

/** What may be absent in a written form: a bit says whether it is there. Stateless. */
final class OptionalFields {
    private OptionalFields() {}

    static int flag(boolean present, int bit) {
        return present ? bit : 0;
    }

    static void writeIfPresent(OptionalDouble value, DataOutputStream out) throws IOException {
        if (value.isPresent()) {
            out.writeDouble(value.getAsDouble());
        }
    }

    static OptionalDouble readIf(int flag, DataInputStream in) throws IOException {
        return flag == 0 ? OptionalDouble.empty() : OptionalDouble.of(in.readDouble());
    }
}
