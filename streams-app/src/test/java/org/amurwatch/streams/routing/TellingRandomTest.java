package org.amurwatch.streams.routing;

import static org.amurwatch.streams.routing.Routes.NOON;
import static org.amurwatch.streams.routing.Routes.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.AlertMessage;
import org.amurwatch.avro.EscalationStage;
import org.amurwatch.avro.EscalationState;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentState;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolAlert;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.ResponseKind;
import org.amurwatch.avro.Severity;
import org.junit.jupiter.api.Test;

/** Escalations with answers, evidence and moves at random times, against what must hold of every one. */
class TellingRandomTest {

    private final Telling telling = new Telling();

    @Test
    void shouldKeepItsPromisesWhateverIsAnsweredWhen() {
        long seed = System.nanoTime();
        System.out.println("TellingRandomTest seed " + seed);
        int pages = 0;
        for (int round = 0; round < 300; round++) {
            pages += new Run(new Random(seed + round), "seed " + seed + " round " + round).play();
        }
        assertThat(pages).as("something happens").isGreaterThan(1_000);
    }

    private final class Run {

        private final Random random;
        private final String name;
        private final Map<String, PatrolAlert> byId = new HashMap<>();
        private final Set<String> told = new HashSet<>();
        private Incident incident;
        private Routes.Situation situation;
        private EscalationState state;
        private int pages;

        Run(Random random, String name) {
            this.random = random;
            this.name = name;
            List<PatrolTeam> teams = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(5); i++) {
                teams.add(PatrolTeam.newBuilder(Routes.teamAt("t" + i, random.nextInt(20)))
                        .setLeastSeverity(Severity.values()[random.nextInt(4)])
                        .setKinds(random.nextBoolean() ? List.of() : List.of(AlertKind.GUNSHOT))
                        .build());
            }
            if (random.nextBoolean()) {
                teams.add(Routes.officer("officer"));
            }
            situation = Routes.situation(teams.toArray(PatrolTeam[]::new));
            incident = Routes.incident(Severity.values()[random.nextInt(4)], AlertKind.VEHICLE);
            PageLevel level = random.nextBoolean() ? PageLevel.REVIEW : PageLevel.DISPATCH;
            Told raised = telling.raise(incident, RULES, null, level, situation.get());
            state = Objects.requireNonNull(raised.state());
            if (incident.getSeverity() == Severity.CRITICAL) {
                assertThat(raised.alerts()).as(name).isNotEmpty();
            }
            hear(raised);
        }

        int play() {
            Instant now = NOON;
            for (int i = 0; i < 40; i++) {
                now = now.plusSeconds(random.nextInt(1_200));
                while (state.getDueAt() != null && !state.getDueAt().isAfter(now)) {
                    Instant due = state.getDueAt();
                    situation = situation.at(due);
                    hear(telling.due(incident, RULES, state, situation.get()));
                    assertThat(state.getDueAt())
                            .as(name + ": moves on")
                            .satisfiesAnyOf(next -> assertThat(next).isNull(), next -> assertThat(next)
                                    .isAfter(due));
                }
                situation = situation.at(now);
                act(i);
            }
            end();
            return pages;
        }

        private void act(int number) {
            String team = "t" + random.nextInt(5);
            switch (random.nextInt(4)) {
                case 0 -> {
                    Severity worse =
                            Severity.values()[Math.max(incident.getSeverity().ordinal(), random.nextInt(4))];
                    incident = Incident.newBuilder(incident)
                            .setSeverity(worse)
                            .setEvidenceCount(incident.getEvidenceCount() + 1)
                            .build();
                    hear(telling.update(incident, RULES, state, situation.get()));
                }
                case 1 -> situation = situation.with(Routes.position(team, situation.now(), random.nextInt(20), 0));
                case 2 -> {
                    ResponseKind[] kinds = {
                        ResponseKind.ACKNOWLEDGED, ResponseKind.ON_THE_WAY, ResponseKind.NOT_US, ResponseKind.ARRIVED
                    };
                    ResponseKind kind = kinds[random.nextInt(random.nextInt(8) == 0 ? 4 : 3)];
                    var response = Routes.response("r" + number, random.nextInt(6) == 0 ? null : team, kind);
                    boolean counts = response.getTeamId() == null || told.contains(response.getTeamId());
                    EscalationStage before = state.getStage();
                    hear(telling.answer(incident, RULES, state, response, situation.get()));
                    if (counts && kind != ResponseKind.NOT_US) {
                        assertThat(state.getStage()).as(name).isNotEqualTo(EscalationStage.RUNNING);
                    } else if (!counts) {
                        assertThat(state.getStage()).as(name).isEqualTo(before);
                    }
                    Told again = telling.answer(incident, RULES, state, response, situation.get());
                    assertThat(again.alerts()).as(name + ": heard twice").isEmpty();
                    assertThat(again.state()).isEqualTo(state);
                }
                default -> {}
            }
        }

        /** Nothing but updates is said while an answer holds, and nobody is told one thing under another's id. */
        private void hear(Told heard) {
            EscalationState before = state;
            state = Objects.requireNonNull(heard.state());
            Set<String> teams = new HashSet<>();
            for (PatrolAlert alert : heard.alerts()) {
                pages++;
                assertThat(byId.putIfAbsent(alert.getAlertId(), alert))
                        .as(name + ": one id, two messages")
                        .isNull();
                assertThat(teams.add(alert.getTeamId()))
                        .as(name + ": twice at once")
                        .isTrue();
                assertThat(alert.getMessage() == AlertMessage.RAISED || told.contains(alert.getTeamId()))
                        .as(name + ": an update to one who was not told")
                        .isTrue();
                if (before != null
                        && before.getStage() == EscalationStage.ANSWERED
                        && state.getStage() == EscalationStage.ANSWERED) {
                    assertThat(alert.getMessage())
                            .as(name + ": paged while answered")
                            .isEqualTo(AlertMessage.UPDATED);
                }
            }
            told.addAll(teams);
            incident = TellingTest.told(incident, heard);
            assertThat(Set.copyOf(incident.getToldTeamIds())).as(name).isEqualTo(told);
            boolean waits = state.getStage() == EscalationStage.ANSWERED;
            assertThat(state.getAnsweredUntil() != null).as(name).isEqualTo(waits);
            if (waits) {
                assertThat(state.getAnsweredUntil())
                        .isBeforeOrEqualTo(situation.now().plus(Duration.ofMinutes(45)));
            }
        }

        private void end() {
            incident =
                    Incident.newBuilder(incident).setState(IncidentState.ENDED).build();
            Set<String> before = Set.copyOf(told);
            Told clear = telling.end(incident, RULES, List.of(state), Ending.closed(null), situation.get());
            assertThat(clear.alerts().stream().map(PatrolAlert::getTeamId))
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(before);
            hear(clear);
        }
    }
}
