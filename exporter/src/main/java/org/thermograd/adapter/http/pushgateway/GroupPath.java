package org.thermograd.adapter.http.pushgateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.thermograd.adapter.http.push.PushRefusedException;
import org.thermograd.adapter.http.push.PushRejection;

/** Reads the key of a group from the path of a request. Stateless. */
final class GroupPath {
    /** What paths of groups start with. */
    static final String START = "/metrics/job";

    private static final String BASE64 = "@base64";
    private static final int HEX = 16;

    private GroupPath() {}

    /**
     * Reads a path.
     *
     * @param path as it was sent: what follows a percent sign is decoded here, before it is split
     * @throws PushRefusedException if it names no group
     */
    static GroupKey parse(String path) throws PushRefusedException {
        String decoded = decode(path);
        boolean encoded = decoded.startsWith(BASE64, START.length());
        String rest = decoded.substring(START.length() + (encoded ? BASE64.length() : 0));
        if (!rest.startsWith("/")) {
            throw refused("must be " + START + "/JOB/LABEL/VALUE..., got " + shown(decoded));
        }
        int end = rest.indexOf('/', 1);
        String job = rest.substring(1, end < 0 ? rest.length() : end);
        Map<String, String> labels = new TreeMap<>();
        if (end >= 0 && end + 1 < rest.length()) {
            addLabels(rest.substring(end + 1), labels);
        }
        labels.put(GroupKey.JOB, encoded ? base64(GroupKey.JOB, job) : job);
        if (labels.containsValue("") && labels.get(GroupKey.JOB).isEmpty()) {
            throw refused("must name a job, got an empty one");
        }
        return new GroupKey(labels);
    }

    private static void addLabels(String rest, Map<String, String> labels) throws PushRefusedException {
        String[] parts = rest.split("/", -1);
        if (parts.length % 2 != 0) {
            throw refused("must have a value for each label, got an odd number of parts: " + shown(rest)
                    + " (a value with / in it, or an empty one, is written LABEL@base64/VALUE)");
        }
        for (int i = 0; i < parts.length; i += 2) {
            boolean encoded = parts[i].endsWith(BASE64);
            String name = encoded ? parts[i].substring(0, parts[i].length() - BASE64.length()) : parts[i];
            if (!LabelText.LABEL_NAME.matcher(name).matches() || name.startsWith("__")) {
                throw refused(
                        "must have labels named by [a-zA-Z_][a-zA-Z0-9_]*, not with __ before, got " + shown(name));
            }
            if (parts[i + 1].isEmpty()) {
                throw refused("must have a value for " + name + "; write an empty one as " + name + "@base64/=");
            }
            labels.put(name, encoded ? base64(name, parts[i + 1]) : parts[i + 1]);
        }
    }

    private static String base64(String name, String value) throws PushRefusedException {
        int end = value.length();
        while (end > 0 && value.charAt(end - 1) == '=') {
            end--;
        }
        try {
            return text(Base64.getUrlDecoder().decode(value.substring(0, end)));
        } catch (IllegalArgumentException e) {
            throw refused("must have " + name + " in base64 of the alphabet for URLs, got " + shown(value));
        }
    }

    private static String decode(String path) throws PushRefusedException {
        if (path.indexOf('%') < 0) {
            return path;
        }
        byte[] in = path.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%' && i + 2 < in.length) {
                int high = Character.digit(in[i + 1], HEX);
                int low = Character.digit(in[i + 2], HEX);
                if (high < 0 || low < 0) {
                    throw refused("must have two hexadecimal digits after each %, got " + shown(path));
                }
                out[length++] = (byte) (high * HEX + low);
                i += 2;
            } else {
                out[length++] = in[i];
            }
        }
        return text(Arrays.copyOf(out, length));
    }

    private static String text(byte[] bytes) throws PushRefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("must be UTF-8, got other bytes");
        }
    }

    private static String shown(String text) {
        return '"' + Excerpt.of(text) + '"';
    }

    private static PushRefusedException refused(String rule) {
        return PushRefusedException.of(PushRejection.GROUP_KEY, "path " + Excerpt.message(rule));
    }
}
