package org.thermograd.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1:9877,127.0.0.1,9877", "[::1]:0,::1,0", "my-host.example:65535,my-host.example,65535"})
    void readsHostAndPortAndWritesThemTheSame(String text, String host, int port) {
        ListenAddress address = ListenAddress.parse(text);

        assertThat(address).isEqualTo(new ListenAddress(host, port));
        assertThat(address).hasToString(text);
    }

    @Test
    void withoutAHostItIsEveryAddress() {
        assertThat(ListenAddress.parse(":9877")).isEqualTo(new ListenAddress("0.0.0.0", 9877));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "9877", ":", "localhost", "localhost:", "::1:9877", "http://localhost:1", "a b:1", "a:-1"})
    void refusesWhatIsNotHostAndPort(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListenAddress.parse(text))
                .withMessage("must be HOST:PORT, such as 127.0.0.1:9877 or [::1]:9877, got " + text);
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ListenAddress.parse("localhost:65536"))
                .withMessage("port must be 0 to 65535, got 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ListenAddress(" ", 1))
                .withMessage("host must not be blank, got  ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ListenAddress("a", -1))
                .withMessage("port must be 0 to 65535, got -1");
    }
}
