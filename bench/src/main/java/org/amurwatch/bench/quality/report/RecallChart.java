package org.amurwatch.bench.quality.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amurwatch.bench.quality.measurement.Measurement;
import org.amurwatch.bench.quality.measurement.PolicyQuality;
import org.amurwatch.bench.quality.score.Score;

/**
 * Recall over pages a day as an SVG file: a line per policy through the curve's points, with a bar from the worst seed to the
 * best, and a hollow mark where the policy stands at its makers' setting. Plain text, no scripts, no fonts of its own.
 */
public final class RecallChart {

    private static final int WIDTH = 820;
    private static final int HEIGHT = 500;
    private static final int LEFT = 70;
    private static final int RIGHT = 590;
    private static final int TOP = 60;
    private static final int BOTTOM = 430;
    private static final double[] TICKS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
    private static final double LEAST_PAGES = 0.1;
    /** Okabe and Ito's colours: told apart by colour-blind readers too. */
    private static final String[] COLOURS = {"#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"};

    private final String title;
    private final Measurement measurement;
    private final double mostPages;
    private final List<String> lines = new ArrayList<>();

    private RecallChart(String title, Measurement measurement) {
        this.title = title;
        this.measurement = measurement;
        double most = 10;
        for (PolicyQuality policy : measurement.policies()) {
            most = Math.max(most, policy.asMade().all().pagesPerDay());
        }
        this.mostPages = most * 1.25;
    }

    /** The file's text. */
    public static String svg(String title, Measurement measurement) {
        RecallChart chart = new RecallChart(title, measurement);
        chart.frame();
        for (int i = 0; i < measurement.policies().size(); i++) {
            chart.policy(measurement.policies().get(i), i);
        }
        chart.bound();
        chart.lines.add("</svg>");
        return String.join("\n", chart.lines) + "\n";
    }

    private void frame() {
        lines.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT)
                + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\">");
        lines.add("<title>" + escaped(title) + "</title>");
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        text(LEFT, 30, "start", escaped(title), " font-size=\"16\" font-weight=\"bold\"");
        for (int percent = 0; percent <= 100; percent += 20) {
            double y = y(percent / 100.0);
            line(LEFT, y, RIGHT, y, "#dddddd", 1);
            text(LEFT - 8, y + 4, "end", percent + " %", "");
        }
        for (double tick : TICKS) {
            if (tick <= mostPages) {
                line(x(tick), TOP, x(tick), BOTTOM, "#dddddd", 1);
                text(
                        x(tick),
                        BOTTOM + 18,
                        "middle",
                        tick < 1 ? Double.toString(tick) : Integer.toString((int) tick),
                        "");
            }
        }
        line(LEFT, BOTTOM, RIGHT, BOTTOM, "#333333", 1);
        line(LEFT, TOP, LEFT, BOTTOM, "#333333", 1);
        text((LEFT + RIGHT) / 2.0, BOTTOM + 42, "middle", "pages a day (logarithmic)", "");
        text(
                0,
                0,
                "middle",
                "incursions paged",
                " transform=\"translate(20 %d) rotate(-90)\"".formatted((TOP + BOTTOM) / 2));
        text(
                LEFT,
                BOTTOM + 62,
                "start",
                "Lines: knobs tuned on training seeds; bars: worst to best seed;"
                        + " hollow: as its makers would set it.",
                " font-size=\"12\" fill=\"#555555\"");
    }

    private void policy(PolicyQuality policy, int index) {
        String colour = COLOURS[index % COLOURS.length];
        List<String> points = new ArrayList<>();
        for (Map.Entry<Integer, PolicyQuality.CurvePoint> entry : policy.curve().entrySet()) {
            Score score = entry.getValue().score();
            Double recall = score.recall();
            if (recall != null) {
                double x = x(score.pagesPerDay());
                points.add(number(x) + "," + number(y(recall)));
                spread(policy, entry.getKey(), x, colour);
                lines.add("<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\"/>"
                        .formatted(number(x), number(y(recall)), colour));
            }
        }
        lines.add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
                .formatted(String.join(" ", points), colour));
        Double recall = policy.asMade().all().recall();
        if (recall != null) {
            lines.add(
                    "<circle cx=\"%s\" cy=\"%s\" r=\"6\" fill=\"#ffffff\" fill-opacity=\"0.6\" stroke=\"%s\" stroke-width=\"2\"/>"
                            .formatted(number(x(policy.asMade().all().pagesPerDay())), number(y(recall)), colour));
        }
        double y = TOP + 14 + index * 24.0;
        line(RIGHT + 20, y - 4, RIGHT + 48, y - 4, colour, 2);
        lines.add("<circle cx=\"%d\" cy=\"%s\" r=\"3.5\" fill=\"%s\"/>".formatted(RIGHT + 34, number(y - 4), colour));
        text(RIGHT + 56, y, "start", escaped(policy.policy()), "");
    }

    private void spread(PolicyQuality policy, int pages, double x, String colour) {
        double least = 1;
        double most = 0;
        for (PolicyQuality.SeedQuality seed : policy.bySeed().values()) {
            Score score = seed.curve().get(pages);
            Double recall = score == null ? null : score.recall();
            if (recall != null) {
                least = Math.min(least, recall);
                most = Math.max(most, recall);
            }
        }
        if (most > least) {
            line(x, y(least), x, y(most), colour, 1);
        }
    }

    /** What no policy can pass: the share of incursions with a sign in time. */
    private void bound() {
        if (measurement.bounds().incursions() > 0) {
            double share = (double) measurement.bounds().withFreshSign()
                    / measurement.bounds().incursions();
            lines.add("<line x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\" stroke=\"#777777\" stroke-dasharray=\"6 4\"/>"
                    .formatted(LEFT, number(y(share)), RIGHT, number(y(share))));
            text(
                    RIGHT + 8,
                    y(share) + 4,
                    "start",
                    "with a sign in time: %d %%".formatted(Math.round(share * 100)),
                    " fill=\"#555555\"");
        }
    }

    private double x(double pages) {
        double shown = Math.max(LEAST_PAGES, pages);
        return LEFT + (RIGHT - LEFT) * Math.log(shown / LEAST_PAGES) / Math.log(mostPages / LEAST_PAGES);
    }

    private static double y(double share) {
        return BOTTOM - (BOTTOM - TOP) * share;
    }

    private void line(double x1, double y1, double x2, double y2, String colour, int width) {
        lines.add("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%d\"/>"
                .formatted(number(x1), number(y1), number(x2), number(y2), colour, width));
    }

    private void text(double x, double y, String anchor, String text, String more) {
        lines.add("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\"%s>%s</text>"
                .formatted(number(x), number(y), anchor, more, text));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
