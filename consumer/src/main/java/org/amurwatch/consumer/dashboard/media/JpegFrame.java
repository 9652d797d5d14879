package org.amurwatch.consumer.dashboard.media;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a JPEG says of itself before its first point: whether it must be held whole in memory to be opened. */
final class JpegFrame {

    private static final int START_OF_SCAN = 0xda;
    private static final int PROGRESSIVE = 0xc2;

    private JpegFrame() {}

    /** Whether it is progressive: each of its scans is about the whole picture. */
    static boolean isProgressive(Path file) throws IOException {
        try (InputStream plain = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(new BufferedInputStream(plain))) {
            in.skipNBytes(2);
            while (true) {
                int marker = marker(in);
                if (marker == PROGRESSIVE) {
                    return true;
                }
                if (marker == START_OF_SCAN) {
                    return false;
                }
                if (!standsAlone(marker)) {
                    in.skipNBytes(Math.max(0, in.readUnsignedShort() - 2));
                }
            }
        } catch (EOFException e) {
            return false;
        }
    }

    private static int marker(DataInputStream in) throws IOException {
        int octet = in.readUnsignedByte();
        while (octet != 0xff) {
            octet = in.readUnsignedByte();
        }
        while (octet == 0xff) {
            octet = in.readUnsignedByte();
        }
        return octet;
    }

    private static boolean standsAlone(int marker) {
        return marker <= 1 || (marker >= 0xd0 && marker <= 0xd9);
    }
}
