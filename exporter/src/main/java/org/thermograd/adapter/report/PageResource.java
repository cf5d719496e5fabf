package org.thermograd.adapter.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What a page takes from the jar: scripts and style sheets, and the license of those that are not ours. */
public final class PageResource {
    private PageResource() {}

    /**
     * Returns a file of this package's resources.
     *
     * @param name such as {@code report.css}
     */
    public static String text(String name) {
        try (InputStream in = PageResource.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar must hold " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a script as it may stand within an element: nothing in it ends that, not even in a string. */
    static String script(String name) {
        return text(name).replace("</script", "<\\/script");
    }

    /** Returns by what a page allows a script or style sheet that stands in it, and no other. */
    static String source(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
