package org.amurwatch.consumer.dashboard.browser;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Makes a picture of a page, which has few colours, a third as large: with a table of 256 of them. */
final class SmallPicture {

    private static final int MOST_COLOURS = 256;
    /** Colours that differ in less than this of red, green and blue are one. */
    private static final int HIGH_BITS = 0xf0f0f0;

    private SmallPicture() {}

    /** @param png as the browser took it */
    static byte[] of(byte[] png) throws IOException {
        BufferedImage full = ImageIO.read(new ByteArrayInputStream(png));
        int width = full.getWidth();
        int[] pixels = full.getRGB(0, 0, width, full.getHeight(), null, 0, width);
        List<Integer> table = mostUsed(pixels);
        byte[][] channels = new byte[3][table.size()];
        for (int index = 0; index < table.size(); index++) {
            channels[0][index] = (byte) (table.get(index) >> 16);
            channels[1][index] = (byte) (table.get(index) >> 8);
            channels[2][index] = (byte) (int) table.get(index);
        }
        IndexColorModel colours = new IndexColorModel(8, table.size(), channels[0], channels[1], channels[2]);
        BufferedImage small = new BufferedImage(width, full.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int at = 0; at < pixels.length; at++) {
            int index = nearest.computeIfAbsent(pixels[at], colour -> nearest(table, colour));
            small.getRaster().setSample(at % width, at / width, 0, index);
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ImageIO.write(small, "png", written);
        return written.toByteArray();
    }

    /** Of each group of like colours the one that is used most, of the groups those that are used most. */
    private static List<Integer> mostUsed(int[] pixels) {
        Map<Integer, Map<Integer, Integer>> groups = new HashMap<>();
        for (int pixel : pixels) {
            groups.computeIfAbsent(pixel & HIGH_BITS, group -> new HashMap<>()).merge(pixel, 1, Integer::sum);
        }
        return groups.values().stream()
                .sorted(Comparator.comparingInt((Map<Integer, Integer> group) ->
                        -group.values().stream().mapToInt(count -> count).sum()))
                .limit(MOST_COLOURS)
                .map(group -> group.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey())
                .toList();
    }

    private static int nearest(List<Integer> table, int colour) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int index = 0; index < table.size(); index++) {
            int apart = apart(table.get(index), colour, 16)
                    + apart(table.get(index), colour, 8)
                    + apart(table.get(index), colour, 0);
            if (apart < least) {
                least = apart;
                best = index;
            }
        }
        return best;
    }

    private static int apart(int one, int other, int shift) {
        int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
        return difference * difference;
    }
}
