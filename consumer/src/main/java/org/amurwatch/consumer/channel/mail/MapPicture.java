package org.amurwatch.consumer.channel.mail;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A small picture of where: cells of a fixed grid of degrees, the one in which it was filled, with the grid's degrees at its
 * edges, so that it can be found on any map, a scale and north. The picture is the same wherever in the cell it was. A cell
 * is at least two kilometres wide and high up to 60 degrees north or south; beyond, it is made wider.
 */
final class MapPicture {

    /** 2.2 km. */
    static final double CELL_LATITUDE = 0.02;

    private static final double METRES_PER_DEGREE = 111_195;
    private static final double LEAST_METRES = 2_000;
    private static final int CELLS = 5;
    private static final int SIDE = 360;
    private static final int MARGIN = 44;
    private static final int CELL = (SIDE - 2 * MARGIN) / CELLS;
    private static final Color SIGN = new Color(0xb0, 0x20, 0x20);

    private final double latitude;
    private final double longitude;
    private final boolean exact;

    /** @param exact whether the place itself is marked */
    MapPicture(double latitude, double longitude, boolean exact) {
        this.latitude = latitude;
        this.longitude = longitude;
        this.exact = exact;
    }

    /** Width of a cell in degrees: a multiple of a hundredth. */
    static double cellLongitude(double latitude) {
        double south = Math.floor(latitude / CELL_LATITUDE) * CELL_LATITUDE;
        double farthest = Math.max(Math.abs(south), Math.abs(south + CELL_LATITUDE));
        double metres = METRES_PER_DEGREE * Math.max(0.01, Math.cos(Math.toRadians(Math.min(farthest, 89))));
        return Math.ceil(LEAST_METRES / metres * 100) / 100;
    }

    /** The picture as PNG. */
    byte[] png() {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, SIDE, SIDE);
        draw(pen);
        pen.dispose();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("A picture can't be written into memory.", e);
        }
    }

    private void draw(Graphics2D pen) {
        double width = cellLongitude(latitude);
        long row = (long) Math.floor(latitude / CELL_LATITUDE);
        long column = (long) Math.floor(longitude / width);
        int middle = MARGIN + CELLS / 2 * CELL;
        pen.setColor(new Color(0xf3, 0xc9, 0xb0));
        pen.fillRect(middle, middle, CELL, CELL);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        for (int i = 0; i <= CELLS; i++) {
            int at = MARGIN + i * CELL;
            pen.setColor(Color.LIGHT_GRAY);
            pen.drawLine(at, MARGIN, at, SIDE - MARGIN);
            pen.drawLine(MARGIN, at, SIDE - MARGIN, at);
        }
        pen.setColor(Color.DARK_GRAY);
        for (int i = 0; i < 2; i++) {
            int at = middle + i * CELL;
            pen.drawString(degrees((row + 1 - i) * CELL_LATITUDE, 'N', 'S'), 2, at + 4);
            pen.drawString(degrees((column + i) * width, 'E', 'W'), at - 18, SIDE - MARGIN + 14 + 12 * i);
        }
        pen.setColor(SIGN);
        pen.setStroke(new BasicStroke(2));
        pen.drawRect(middle, middle, CELL, CELL);
        if (exact) {
            int x = middle + (int) Math.round((longitude / width - column) * CELL);
            int y = middle + CELL - (int) Math.round((latitude / CELL_LATITUDE - row) * CELL);
            pen.fillOval(x - 4, y - 4, 8, 8);
        }
        frame(pen, width * METRES_PER_DEGREE * Math.cos(Math.toRadians((row + 0.5) * CELL_LATITUDE)) / CELL);
    }

    private static void frame(Graphics2D pen, double metresPerPixel) {
        pen.setColor(Color.BLACK);
        int bar = (int) Math.round(LEAST_METRES / metresPerPixel);
        pen.drawLine(MARGIN, 22, MARGIN + bar, 22);
        pen.drawLine(MARGIN, 18, MARGIN, 26);
        pen.drawLine(MARGIN + bar, 18, MARGIN + bar, 26);
        pen.drawString("2 km", MARGIN + bar + 6, 26);
        int x = SIDE - MARGIN;
        pen.drawLine(x, 36, x, 12);
        pen.drawLine(x, 12, x - 5, 20);
        pen.drawLine(x, 12, x + 5, 20);
        pen.drawString("N", x + 8, 22);
    }

    private static String degrees(double degrees, char positive, char negative) {
        return String.format(Locale.ROOT, "%.2f°%c", Math.abs(degrees), degrees < 0 ? negative : positive);
    }
}
