package org.amurwatch.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What is kept, known by how its content begins: a name or a statement about it may be wrong. */
public enum MediaType {
    JPEG("image/jpeg"),
    PNG("image/png"),
    WAV("audio/wav");

    /** As many bytes tell it. */
    static final int TELLING_BYTES = 12;

    private static final byte[] JPEG_BEGINNING = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PNG_BEGINNING = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final String name;

    MediaType(String name) {
        this.name = name;
    }

    /** The IANA media type. */
    public String ianaName() {
        return name;
    }

    /** Empty: nothing of these. */
    public static Optional<MediaType> of(byte[] beginning) {
        if (startsWith(beginning, JPEG_BEGINNING)) {
            return Optional.of(JPEG);
        }
        if (startsWith(beginning, PNG_BEGINNING)) {
            return Optional.of(PNG);
        }
        boolean wave = beginning.length >= TELLING_BYTES
                && ascii(beginning, 0).equals("RIFF")
                && ascii(beginning, 8).equals("WAVE");
        return wave ? Optional.of(WAV) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    private static String ascii(byte[] bytes, int from) {
        return new String(bytes, from, 4, StandardCharsets.US_ASCII);
    }
}
