package org.amurwatch.consumer.dashboard.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.amurwatch.media.MediaType;

/**
 * The points of a picture, and nothing else of it. Its size is looked at before it is opened, and a large one is opened with
 * every n-th point alone, so that memory is bounded by what is asked for and not by what somebody sent.
 */
final class Picture {

    /** As cheap cameras blow up what they see. */
    static final long MOST_POINTS = 60_000_000;

    /** All of such a picture is in memory before the first point is known. */
    static final long MOST_POINTS_PROGRESSIVE = 16_000_000;

    /** Blocks along the longer side of a blurred picture: a person who fills a quarter of it is six of them. */
    static final int BLOCKS = 24;

    private final BufferedImage image;

    private Picture(BufferedImage image) {
        this.image = image;
    }

    /**
     * Opens a picture.
     *
     * @param side the longer side, in points, that it is to have at most
     * @throws UnusableMedia if it is too large, or can't be read
     */
    static Picture open(Path file, MediaType type, int side) throws UnusableMedia, IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(type == MediaType.PNG ? "png" : "jpeg")
                .next();
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            boolean progressive = type == MediaType.JPEG && JpegFrame.isProgressive(file);
            checkSize((long) width * height, progressive ? MOST_POINTS_PROGRESSIVE : MOST_POINTS);
            ImageReadParam every = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / side);
            every.setSourceSubsampling(step, step, 0, 0);
            BufferedImage read = reader.read(0, every);
            double scale = Math.min(1, (double) side / Math.max(read.getWidth(), read.getHeight()));
            return new Picture(drawn(read, scaled(read.getWidth(), scale), scaled(read.getHeight(), scale)));
        } catch (IOException | RuntimeException e) {
            // Readers of the JDK throw any of them at a picture that is broken.
            throw new UnusableMedia("This picture can't be read.");
        } finally {
            reader.dispose();
        }
    }

    private static void checkSize(long points, long most) throws UnusableMedia {
        if (points > most) {
            throw new UnusableMedia("This picture has " + points / 1_000_000
                    + " million points, and is not opened: at most " + most / 1_000_000 + " million can be shown.");
        }
    }

    private static int scaled(int length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }

    private static BufferedImage drawn(BufferedImage source, int width, int height) {
        BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(source, 0, 0, width, height, Color.WHITE, null);
        graphics.dispose();
        return target;
    }

    /** Not larger than that. */
    Picture within(int side) {
        double scale = (double) side / Math.max(image.getWidth(), image.getHeight());
        return scale >= 1
                ? this
                : new Picture(drawn(image, scaled(image.getWidth(), scale), scaled(image.getHeight(), scale)));
    }

    /** In blocks of one colour, its mean: nobody is to be known by it. */
    Picture blurred() {
        int block = Math.max(1, (Math.max(image.getWidth(), image.getHeight()) + BLOCKS - 1) / BLOCKS);
        BufferedImage target = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        for (int y = 0; y < image.getHeight(); y += block) {
            for (int x = 0; x < image.getWidth(); x += block) {
                int width = Math.min(block, image.getWidth() - x);
                int height = Math.min(block, image.getHeight() - y);
                graphics.setColor(mean(image.getRGB(x, y, width, height, null, 0, width)));
                graphics.fillRect(x, y, width, height);
            }
        }
        graphics.dispose();
        return new Picture(target);
    }

    private static Color mean(int[] points) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int point : points) {
            red += point >> 16 & 0xff;
            green += point >> 8 & 0xff;
            blue += point & 0xff;
        }
        int count = points.length;
        return new Color((int) (red / count), (int) (green / count), (int) (blue / count));
    }

    /** @param quality 0 to 1 */
    byte[] jpeg(float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
