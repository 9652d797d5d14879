package org.amurwatch.producer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a simulated year shows, against the ranges of the field. Hunchun's rates per 100 trap nights (Xiao et al. 2014) hold
 * between half of them (two cameras of a station that always see the same) and all (cameras that are independent); what has
 * no range in the field gets its setting with the tolerance that stands here.
 */
class MarginalsTest {

    private final SoftAssertions softly = new SoftAssertions();
    private Map<String, Double> figures = Map.of();

    @Test
    void shouldShowARussianYearAsTheFieldDoes() throws IOException {
        figures = mean("russia", 1, 2, 3);
        people(0.05);
        animals();
        // Both within 30 % of the setting: storms come in few days.
        between("false alarms per sensor-day", 0.05 * 0.7, 0.05 * 1.3);
        between("real shots heard per sensor-day", 0.005, 0.05);
        between("incursions a day per 400 cameras", 0.85, 1.15);
        // No figure in the field: half go off the trails, and a station watches one cell in sixty.
        between("share of incursions without any event", 0.35, 0.65);
        devices();
        // 400 stations' visits, four passages past two cameras: 2 x 200 x 4 x 1.44 of 43,800 events = 5 %; a third
        // allowed.
        between("share of crew", 0.035, 0.07);
        softly.assertAll();
    }

    @Test
    void shouldShowAChineseYearAsTheFieldDoes() throws IOException {
        figures = mean("china", 1);
        people(0.05);
        animals();
        // One seed: within 50 %.
        between("false alarms per sensor-day", 0.05 * 0.5, 0.05 * 1.5);
        // Near none.
        between("real shots heard per sensor-day", 0, 0.012);
        between("incursions a day per 400 cameras", 0.9, 1.1);
        between("share of incursions without any event", 0.15, 0.5);
        devices();
        // Six visits instead of two.
        between("share of crew", 0.10, 0.18);
        softly.assertAll();
    }

    /** The ends of the ranges: people within 15 % of the setting, since patrols and incursions come on top. */
    @ParameterizedTest
    @CsvSource({"russia-low, 80, 0.02, 0.3, 0.01", "russia-high, 163, 0.20, 3, 1"})
    void shouldFollowItsSettingsToTheEndsOfTheirRanges(
            String name, double people, double dark, double incursions, double falseAlarms) throws IOException {
        figures = mean(name, 1);
        between("people a day per 400 cameras", people * 0.85, people * 1.15);
        between("share of villagers in the dark", dark * 0.75, dark * 1.25);
        between("incursions a day per 400 cameras", incursions * 0.7, incursions * 1.3);
        between("false alarms per sensor-day", falseAlarms * 0.5, falseAlarms * 1.5);
        softly.assertAll();
    }

    private void people(double dark) {
        between("people a day per 400 cameras", 80, 163);
        // Clocks that are wrong move some into the dark: 30 % of the setting allowed.
        between("share of villagers in the dark", dark * 0.7, dark * 1.3);
        // About half.
        between("share of the top tenth of stations", 0.40, 0.60);
        // 1 empty trigger a night, 1 % of them: 4; a tenth allowed, and the nights without a camera.
        between("false persons a day per 400 cameras", 3.4, 4.4);
    }

    private void animals() {
        between("Panthera pardus orientalis per 100 camera-nights", 0.24, 0.53);
        between("Panthera tigris altaica per 100 camera-nights", 0.42, 0.92);
        between("Cervus nippon per 100 camera-nights", 1.09, 2.40);
        between("Capreolus pygargus per 100 camera-nights", 0.76, 1.68);
        between("Sus scrofa per 100 camera-nights", 0.46, 1.01);
        between("Bos taurus per 100 camera-nights", 1.38, 3.04);
        between("individuals misidentified", 0.10, 0.15);
    }

    private void devices() {
        // At least twice what an even spread would show.
        between("share of false alarms on their worst tenth of days", 0.5, 1.0);
        // 10 % a year; 24 of 102 stations in 27 months is 10.5 %; a quarter allowed.
        between("cameras failed a year", 0.075, 0.135);
        // 5 %, less where the nearest station's cameras are out of order already.
        between("cameras taken per incursion", 0.025, 0.075);
        between("patrols per team and month", 24, 27);
        between("hours per patrol", 3.5, 4.5);
        // 0.13 per km (WCS China) to 28 per patrol (IFAW), which is 3 per km; a tenth below allowed.
        between("snares found per km swept", 0.117, 3);
        between("skin poachers a year", 1, 1);
    }

    private void between(String figure, double low, double high) {
        assertThat(figures).containsKey(figure);
        softly.assertThat(figures.get(figure)).as(figure).isBetween(low, high);
    }

    private static Map<String, Double> mean(String name, long... seeds) throws IOException {
        Map<String, Double> mean = new LinkedHashMap<>();
        for (long seed : seeds) {
            new Marginals(name, seed)
                    .figures()
                    .forEach((figure, value) -> mean.merge(figure, value / seeds.length, Double::sum));
        }
        StringBuilder table = new StringBuilder();
        mean.forEach((figure, value) -> table.append(String.format(Locale.ROOT, "| %s | %.3f |%n", figure, value)));
        Files.writeString(Path.of("target", "marginals-" + name + ".md"), table);
        return mean;
    }
}
