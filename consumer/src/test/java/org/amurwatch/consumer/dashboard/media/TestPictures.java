package org.amurwatch.consumer.dashboard.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures and sounds for tests, with what cameras and recorders write beside them. */
public final class TestPictures {

    /** Stands in EXIF, comments and chunks, and nowhere in a picture's points. */
    public static final String SECRET = "43.171828N 131.418284E kanarek";

    private TestPictures() {}

    /** A scene with edges that a person could be known by. */
    public static BufferedImage scene(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.BLACK);
        for (int x = 0; x < width; x += 8) {
            graphics.fillRect(x, 0, 4, height);
        }
        graphics.dispose();
        return image;
    }

    /** Nothing is harder to pack. */
    public static BufferedImage noise(int width, int height) {
        Random random = new Random(7);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = random.nextInt();
            }
            image.setRGB(0, y, width, 1, row, 0, width);
        }
        return image;
    }

    public static byte[] jpeg(BufferedImage image) throws IOException {
        return jpeg(image, false);
    }

    public static byte[] jpeg(BufferedImage image, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** With a GPS position in EXIF, and the secret in EXIF, XMP and a comment, as they stand before the points. */
    public static byte[] withPlace(byte[] jpeg) {
        byte[] exif = exif();
        byte[] xmp = ("http://ns.adobe.com/xap/1.0/\0<x>" + SECRET + "</x>").getBytes(StandardCharsets.UTF_8);
        byte[] comment = SECRET.getBytes(StandardCharsets.UTF_8);
        ByteBuffer with = ByteBuffer.allocate(jpeg.length + exif.length + xmp.length + comment.length + 12);
        with.put(jpeg, 0, 2);
        segment(with, 0xe1, exif);
        segment(with, 0xe1, xmp);
        segment(with, 0xfe, comment);
        return with.put(jpeg, 2, jpeg.length - 2).array();
    }

    private static void segment(ByteBuffer target, int marker, byte[] content) {
        target.put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content);
    }

    /** One directory with a description, and one with latitude and longitude. */
    private static byte[] exif() {
        byte[] description = (SECRET + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tiff = ByteBuffer.allocate(512).order(ByteOrder.BIG_ENDIAN);
        tiff.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        tiff.put("MM".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 2);
        tiff.putShort((short) 0x010e)
                .putShort((short) 2)
                .putInt(description.length)
                .putInt(200);
        tiff.putShort((short) 0x8825).putShort((short) 4).putInt(1).putInt(60);
        tiff.putInt(0);
        tiff.position(6 + 60);
        tiff.putShort((short) 2);
        tiff.putShort((short) 1).putShort((short) 2).putInt(2).put("N\0\0\0".getBytes(StandardCharsets.US_ASCII));
        tiff.putShort((short) 2).putShort((short) 5).putInt(3).putInt(120);
        tiff.putInt(0);
        tiff.position(6 + 120);
        tiff.putInt(43).putInt(1).putInt(10).putInt(1).putInt(185_808).putInt(10_000);
        tiff.position(6 + 200);
        tiff.put(description);
        return tiff.array();
    }

    /** A PNG that says it is larger than any memory, and holds next to nothing. */
    public static byte[] bomb(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        chunk(bytes, "IHDR", header.array());
        chunk(bytes, "IDAT", new byte[] {0x78, (byte) 0x9c, 3, 0, 0, 0, 0, 1});
        chunk(bytes, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream target, String name, byte[] content) throws IOException {
        byte[] named = ByteBuffer.allocate(4 + content.length)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        CRC32 sum = new CRC32();
        sum.update(named);
        target.write(ByteBuffer.allocate(4).putInt(content.length).array());
        target.write(named);
        target.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    /** A recording with the secret in the chunks that recorders write before and behind the sound. */
    public static byte[] wave(byte[] sound) {
        byte[] info = ("INFOICMT    Recorded at " + SECRET).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer wave = ByteBuffer.allocate(12 + 24 + 2 * (8 + info.length) + 8 + sound.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        wave.put(ascii("RIFF")).putInt(wave.capacity() - 8).put(ascii("WAVE"));
        wave.put(ascii("fmt ")).putInt(16);
        wave.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8_000)
                .putInt(16_000)
                .putShort((short) 2)
                .putShort((short) 16);
        wave.put(ascii("LIST")).putInt(info.length).put(info);
        wave.put(ascii("data")).putInt(sound.length).put(sound);
        wave.put(ascii("guan")).putInt(info.length).put(info);
        return wave.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static BufferedImage read(byte[] bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }
}
