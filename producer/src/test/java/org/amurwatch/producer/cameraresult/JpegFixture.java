package org.amurwatch.producer.cameraresult;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The beginning of a JPEG with a little EXIF, made by hand. */
final class JpegFixture {

    private static final int EXIF_IFD = 0x8769;
    private static final int GPS_IFD = 0x8825;
    private static final short LONG = 4;
    private static final short ASCII = 2;
    private static final short RATIONAL = 5;

    private JpegFixture() {}

    static byte[] withTime(String time) {
        return jpeg(time, null, false);
    }

    /** @param offset such as {@code +10:00} */
    static byte[] withOffset(String time, String offset) {
        return jpeg(time, offset, false);
    }

    /** At 43 degrees 30 minutes north, 131 degrees 15 minutes east. */
    static byte[] withPosition(String time) {
        return jpeg(time, null, true);
    }

    private static byte[] jpeg(String time, String offset, boolean gps) {
        ByteBuffer tiff = ByteBuffer.allocate(1024);
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        // IFD0 at 8: pointers to the Exif IFD at 64 and, if wanted, to the GPS IFD at 200.
        tiff.putShort((short) (gps ? 2 : 1));
        tiff.putShort((short) EXIF_IFD).putShort(LONG).putInt(1).putInt(64);
        if (gps) {
            tiff.putShort((short) GPS_IFD).putShort(LONG).putInt(1).putInt(200);
        }
        tiff.putInt(0);
        tiff.position(64);
        tiff.putShort((short) (offset == null ? 1 : 2));
        tiff.putShort((short) 0x9003).putShort(ASCII).putInt(20).putInt(120);
        if (offset != null) {
            tiff.putShort((short) 0x9011).putShort(ASCII).putInt(7).putInt(150);
        }
        tiff.putInt(0);
        text(tiff, 120, time);
        if (offset != null) {
            text(tiff, 150, offset);
        }
        if (gps) {
            tiff.position(200);
            tiff.putShort((short) 4);
            tiff.putShort((short) 1).putShort(ASCII).putInt(2).put((byte) 'N').put(new byte[3]);
            tiff.putShort((short) 2).putShort(RATIONAL).putInt(3).putInt(300);
            tiff.putShort((short) 3).putShort(ASCII).putInt(2).put((byte) 'E').put(new byte[3]);
            tiff.putShort((short) 4).putShort(RATIONAL).putInt(3).putInt(330);
            tiff.putInt(0);
            tiff.position(300);
            tiff.putInt(43).putInt(1).putInt(30).putInt(1).putInt(0).putInt(1);
            tiff.position(330);
            tiff.putInt(131).putInt(1).putInt(15).putInt(1).putInt(0).putInt(1);
        }
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        int length = 2 + 6 + 400;
        jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe1});
        jpeg.write(length >> 8);
        jpeg.write(length);
        jpeg.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        jpeg.write(tiff.array(), 0, 400);
        jpeg.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
        return jpeg.toByteArray();
    }

    private static void text(ByteBuffer tiff, int at, String text) {
        tiff.position(at);
        tiff.put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
    }
}
