package org.amurwatch.streams.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Placement;
import org.amurwatch.avro.Severity;
import org.amurwatch.failure.CommandFailure;
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
                Routes.NOON);

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
    void shouldAskForATimeWithAnOffset() {
        assertThat(RouteCommand.time("2026-02-03T12:00:00+10:00")).isEqualTo(Routes.NOON);
        assertThatThrownBy(() -> RouteCommand.time("yesterday"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("2026-02-03T22:15:00+10:00; got 'yesterday'");
    }
}
