package org.amurwatch.streams.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Severity;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.Match;
import org.amurwatch.streams.rule.Pattern;
import org.amurwatch.streams.rule.Rule;
import org.amurwatch.streams.rule.RuleEvent;
import org.amurwatch.streams.rule.RuleSettings;
import org.amurwatch.streams.rule.Rules;
import org.amurwatch.streams.rule.Selector;
import org.amurwatch.streams.rule.Surroundings;
import org.junit.jupiter.api.Test;

class RoutePreviewTest {

    @Test
    void shouldShowEachStepWithItsMinuteAndWhyOthersAreNotTold() {
        PatrolTeam fire = PatrolTeam.newBuilder(Routes.team("fire"))
                .setKinds(List.of(AlertKind.FIRE))
                .build();
        Routes.Situation field =
                Routes.situation(Routes.teamAt("a", 3), Routes.teamAt("b", 5), Routes.officer("officer"), fire);
        Incident shot = RoutePreview.incident(
                AlertKind.GUNSHOT,
                Severity.SEVERE,
                PageLevel.DISPATCH,
                Routes.at(0, 0),
                new Placement(Routes.TERRITORY, "Kedrovaya Pad", Routes.SECTOR, "Asia/Vladivostok", false),
                Routes.NOON,
                null);

        List<RoutePreview.Line> lines = RoutePreview.of(shot, Routes.RULES, PageLevel.DISPATCH, field.get());

        assertThat(lines.subList(0, 6))
                .extracting(line -> line.afterMinutes() + " " + line.team() + " " + line.message())
                .containsExactly(
                        "0 a RAISED",
                        "0 officer RAISED",
                        "5 b RAISED",
                        "15 a UPDATED",
                        "15 b UPDATED",
                        "15 officer UPDATED");
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo(new RoutePreview.Line(null, "fire", "not told", "does not want GUNSHOT", null));
    }

    @Test
    void shouldShowTheTextOfTheRuleThatMakesMostOfOneReport() {
        Rules rules = new Rules(
                "own",
                7,
                RuleSettings.DEFAULT,
                List.of(
                        rule("any-shot", Severity.WARNING, 1, "A shot"),
                        rule("shot", Severity.SEVERE, 1, "Shots at {territory}: listen"),
                        rule("hunt", Severity.CRITICAL, 2, "Ten shots")));
        Placement placement =
                new Placement(Routes.TERRITORY, "Kedrovaya Pad", Routes.SECTOR, "Asia/Vladivostok", false);
        Routes.Situation field = Routes.situation(Routes.teamAt("a", 3));
        Surroundings nothing = new Surroundings() {
            @Override
            public Places places() {
                return field.get().places();
            }

            @Override
            public double usualPeoplePerWeek(RuleEvent event) {
                return Double.NaN;
            }

            @Override
            public String country(RuleEvent event) {
                return "RU";
            }
        };

        Match match = RoutePreview.match(AlertKind.GUNSHOT, Routes.at(0, 0), placement, Routes.NOON, rules, nothing)
                .orElseThrow();
        Incident shot = RoutePreview.incident(
                AlertKind.GUNSHOT, match.severity(), match.level(), Routes.at(0, 0), placement, Routes.NOON, match);

        assertThat(match.rule()).isEqualTo("shot");
        assertThat(match.version()).isEqualTo(7);
        assertThat(RoutePreview.of(shot, rules, match.level(), field.get())
                        .get(0)
                        .text())
                .startsWith("Shots at Kedrovaya Pad: listen.");
        assertThat(RoutePreview.match(AlertKind.FIRE, Routes.at(0, 0), placement, Routes.NOON, rules, nothing))
                .isEmpty();
    }

    private static Rule rule(String name, Severity severity, int events, String text) {
        return new Rule(
                name,
                "for tests",
                severity,
                PageLevel.DISPATCH,
                null,
                Duration.ZERO,
                Map.of("en", text),
                new Pattern.Threshold(Selector.of(AlertKind.GUNSHOT), events, 1_000, Duration.ofHours(1)));
    }

    @Test
    void shouldAskForATimeWithAnOffset() {
        assertThat(RouteCommand.time("2026-02-03T12:00:00+10:00")).isEqualTo(Routes.NOON);
        assertThat(RouteCommand.time("2026-02-03T12:00:00.000999+10:00"))
                .as("as records hold it")
                .isEqualTo(Routes.NOON);
        assertThatThrownBy(() -> RouteCommand.time("yesterday"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("2026-02-03T22:15:00+10:00; got 'yesterday'");
    }
}
