package org.thermograd.adapter.secret;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** Makes stores of keys and certificates that lie in memory only. Stateless. */
final class KeyStores {
    private KeyStores() {}

    static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
