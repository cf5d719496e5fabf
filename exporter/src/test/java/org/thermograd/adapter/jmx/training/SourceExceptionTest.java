package org.thermograd.adapter.jmx.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.rmi.RemoteException;
import javax.security.auth.login.FailedLoginException;
import org.junit.jupiter.api.Test;

class SourceExceptionTest {
    @Test
    void isWhatLiesAtTheBottom() {
        assertThat(SourceException.of(new RemoteException("x", new ConnectException("Connection refused"))))
                .hasToString("ConnectException: Connection refused");
        assertThat(SourceException.of(new IOException())).hasToString("IOException");
        SourceException known = new SourceException("known");
        assertThat(SourceException.of(known)).isSameAs(known);
        assertThat(SourceException.of(new IOException(known))).isSameAs(known);
    }

    @Test
    void whoIsNotLetInIsToldSo() {
        SecurityException denied = new SecurityException("Authentication failed!");
        denied.initCause(new FailedLoginException("x"));

        assertThat(SourceException.of(new IOException(denied))).hasToString("access denied: Authentication failed!");
    }

    @Test
    void isOneLineOfSomeLength() {
        assertThat(new SourceException("a\nevent=\"forged\"")).hasToString("a event='forged'");
        assertThat(new SourceException("x".repeat(400))).hasToString("x".repeat(300) + "...");
    }
}
