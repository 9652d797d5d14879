package org.amurwatch.bench.quality.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.amurwatch.bench.quality.measurement.Measurement;
import org.amurwatch.bench.quality.measurement.PolicyQuality;
import org.amurwatch.bench.quality.score.Bounds;
import org.amurwatch.bench.quality.score.Score;
import org.jspecify.annotations.Nullable;

/**
 * Recall over pages a day as an SVG file, of all incursions and of those with two signs: a line per policy through the
 * curve's points, each where it was measured, with a bar from the worst seed to the best, and a hollow mark where the policy
 * stands at its makers' setting. Plain text, no scripts, no fonts of its own.
 */
public final class RecallChart {

    private static final int WIDTH = 1080;
    private static final int HEIGHT = 500;
    private static final int PANEL_WIDTH = 400;
    private static final int TOP = 80;
    private static final int BOTTOM = 420;
    private static final int LEGEND = 935;
    private static final double[] TICKS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
    private static final double LEAST_PAGES = 0.1;
    /** Okabe and Ito's colours: told apart by colour-blind readers too. */
    private static final String[] COLOURS = {"#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00"};

    private record Panel(int left, String name, Function<Score, @Nullable Double> recall) {
        int right() {
            return left + PANEL_WIDTH;
        }
    }

    private final Measurement measurement;
    private final double mostPages;
    private final List<String> lines = new ArrayList<>();

    private RecallChart(Measurement measurement) {
        this.measurement = measurement;
        double most = 10;
        for (PolicyQuality policy : measurement.policies()) {
            most = Math.max(most, policy.asMade().all().pagesPerDay());
        }
        this.mostPages = most * 1.25;
    }

    /** The file's text. */
    public static String svg(String title, Measurement measurement) {
        RecallChart chart = new RecallChart(measurement);
        chart.begin(title);
        Panel all = new Panel(70, "all incursions", Score::recall);
        Panel twoSigns = new Panel(525, "incursions with two or more signs in time", Score::recallTwoSigns);
        for (Panel panel : List.of(all, twoSigns)) {
            chart.frame(panel);
            for (int i = 0; i < measurement.policies().size(); i++) {
                chart.policy(panel, measurement.policies().get(i), COLOURS[i % COLOURS.length]);
            }
        }
        chart.bound(all);
        chart.legend();
        chart.lines.add("</svg>");
        return String.join("\n", chart.lines) + "\n";
    }

    private void begin(String title) {
        lines.add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT)
                + " font-family=\"sans-serif\" font-size=\"13\" role=\"img\">");
        lines.add("<title>" + escaped(title) + "</title>");
        lines.add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        text(70, 30, "start", escaped(title), " font-size=\"16\" font-weight=\"bold\"");
        text(
                0,
                0,
                "middle",
                "incursions paged (recall)",
                " transform=\"translate(20 %d) rotate(-90)\"".formatted((TOP + BOTTOM) / 2));
        String how =
                "Lines: knobs tuned on training seeds; bars: worst to best seed; hollow: as its makers would set it.";
        text(70, HEIGHT - 15, "start", how, " font-size=\"12\" fill=\"#555555\"");
    }

    private void frame(Panel panel) {
        text((panel.left() + panel.right()) / 2.0, TOP - 14, "middle", panel.name(), " font-size=\"14\"");
        for (int percent = 0; percent <= 100; percent += 20) {
            double y = y(percent / 100.0);
            line(panel.left(), y, panel.right(), y, "#dddddd", 1);
            text(panel.left() - 8, y + 4, "end", percent + " %", "");
        }
        for (double tick : TICKS) {
            if (tick <= mostPages) {
                double x = x(panel, tick);
                line(x, TOP, x, BOTTOM, "#dddddd", 1);
                text(x, BOTTOM + 18, "middle", tick < 1 ? Double.toString(tick) : Integer.toString((int) tick), "");
            }
        }
        line(panel.left(), BOTTOM, panel.right(), BOTTOM, "#333333", 1);
        line(panel.left(), TOP, panel.left(), BOTTOM, "#333333", 1);
        text((panel.left() + panel.right()) / 2.0, BOTTOM + 40, "middle", "pages a day (logarithmic)", "");
    }

    private void policy(Panel panel, PolicyQuality policy, String colour) {
        List<String> points = new ArrayList<>();
        for (Map.Entry<Integer, PolicyQuality.CurvePoint> entry : policy.curve().entrySet()) {
            Score score = entry.getValue().score();
            Double recall = panel.recall().apply(score);
            if (recall != null) {
                double x = x(panel, score.pagesPerDay());
                points.add(number(x) + "," + number(y(recall)));
                spread(panel, policy, entry.getKey(), x, colour);
                dot(x, y(recall), colour);
            }
        }
        lines.add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
                .formatted(String.join(" ", points), colour));
        Score asMade = policy.asMade().all();
        Double recall = panel.recall().apply(asMade);
        if (recall != null) {
            lines.add(
                    "<circle cx=\"%s\" cy=\"%s\" r=\"6\" fill=\"#ffffff\" fill-opacity=\"0.6\" stroke=\"%s\" stroke-width=\"2\"/>"
                            .formatted(number(x(panel, asMade.pagesPerDay())), number(y(recall)), colour));
        }
    }

    private void spread(Panel panel, PolicyQuality policy, int pages, double x, String colour) {
        double least = 1;
        double most = 0;
        for (PolicyQuality.SeedQuality seed : policy.bySeed().values()) {
            Score score = seed.curve().get(pages);
            Double recall = score == null ? null : panel.recall().apply(score);
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
    private void bound(Panel panel) {
        Bounds bounds = measurement.bounds();
        if (bounds.incursions() > 0) {
            double share = (double) bounds.withFreshSign() / bounds.incursions();
            lines.add("<line x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\" stroke=\"#777777\" stroke-dasharray=\"6 4\"/>"
                    .formatted(panel.left(), number(y(share)), panel.right(), number(y(share))));
            String label = "with a sign in time: %d %%".formatted(Math.round(share * 100));
            text(panel.left() + 6, y(share) - 6, "start", label, " fill=\"#555555\"");
        }
    }

    private void legend() {
        for (int i = 0; i < measurement.policies().size(); i++) {
            String colour = COLOURS[i % COLOURS.length];
            double y = TOP + 14 + i * 24.0;
            line(LEGEND, y - 4, LEGEND + 28, y - 4, colour, 2);
            dot(LEGEND + 14, y - 4, colour);
            text(LEGEND + 36, y, "start", escaped(measurement.policies().get(i).policy()), "");
        }
    }

    private double x(Panel panel, double pages) {
        double shown = Math.max(LEAST_PAGES, pages);
        return panel.left() + PANEL_WIDTH * Math.log(shown / LEAST_PAGES) / Math.log(mostPages / LEAST_PAGES);
    }

    private static double y(double share) {
        return BOTTOM - (BOTTOM - TOP) * share;
    }

    private void dot(double x, double y, String colour) {
        lines.add("<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" fill=\"%s\"/>".formatted(number(x), number(y), colour));
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
