package org.amurwatch.streams.patrol;

import static org.amurwatch.streams.patrol.Positions.TEN;
import static org.amurwatch.streams.patrol.Positions.in;
import static org.amurwatch.streams.patrol.Positions.north;
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
import org.amurwatch.avro.PatrolEntry;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.streams.territory.Located;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PatrolWatchTest {

    /** One team, as the processor keeps it. */
    private static final class Team {
        private @Nullable PatrolEntry entry;

        /** Signals of each step by sector; positions are left out. */
        List<Signal> on(PatrolPosition position, Located located, Instant receivedAt) {
            return taken(PatrolWatch.on(position, located, entry, receivedAt));
        }

        List<Signal> on(PatrolPosition position) {
            return on(position, in("khasan"), position.getAt());
        }

        List<Signal> due(Instant now) {
            return taken(PatrolWatch.due(Objects.requireNonNull(entry), now));
        }

        private List<Signal> taken(PatrolWatch.Outcome outcome) {
            entry = outcome.entry() == null ? entry : outcome.entry();
            List<Signal> signals = new ArrayList<>();
            for (PatrolWatch.Sent sent : outcome.sent()) {
                Signal signal = sent.event().getSignal();
                if (signal != null) {
                    assertThat(sent.sectorId()).isEqualTo(signal.getPlacement().getSectorId());
                    assertThat(sent.event().getShared()).isFalse();
                    signals.add(signal);
                }
            }
            return signals;
        }
    }

    private final Team team = new Team();

    private static Instant minutes(long minutes) {
        return TEN.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void shouldTellItsSectorAndThoseNearIt() {
        PatrolPosition position = north(TEN, null).setLive(false).build();

        PatrolWatch.Outcome outcome = PatrolWatch.on(position, in("khasan", "hunchun"), null, TEN);

        assertThat(outcome.entry()).as("a track is no sign of life").isNull();
        assertThat(outcome.sent()).hasSize(2);
        assertThat(outcome.sent().get(0).sectorId()).isEqualTo("khasan");
        assertThat(outcome.sent().get(0).event().getPatrolPosition()).isEqualTo(position);
        assertThat(outcome.sent().get(0).event().getShared()).isFalse();
        assertThat(outcome.sent().get(1).sectorId()).isEqualTo("hunchun");
        assertThat(outcome.sent().get(1).event().getPatrolPosition()).isEqualTo(position);
        assertThat(outcome.sent().get(1).event().getShared()).isTrue();
    }

    @Test
    void shouldMissACheckInAtItsMinuteAndNotBefore() {
        team.on(north(TEN, 60).setPurpose(Purpose.EXERCISE).build());

        assertThat(team.due(minutes(60).minusMillis(1))).isEmpty();
        assertThat(team.due(minutes(60))).singleElement().satisfies(signal -> {
            assertThat(signal.getKind()).isEqualTo(SignalKind.CHECK_IN);
            assertThat(signal.getEnded()).isFalse();
            assertThat(signal.getSubjectKind()).isEqualTo(SignalSubject.TEAM);
            assertThat(signal.getSubject()).isEqualTo("north");
            assertThat(signal.getPurpose()).isEqualTo(Purpose.EXERCISE);
            assertThat(signal.getPlacement().getTerritoryId()).isEqualTo("territory-of-khasan");
            assertThat(signal.getPosition().getLatitude()).isEqualTo(43.1);
            assertThat(signal.getObservedAt()).as("the last sign of life").isEqualTo(TEN);
            assertThat(signal.getDetectedAt()).isEqualTo(minutes(60));
            assertThat(signal.getFound()).isEqualTo(1.0);
            assertThat(signal.getExpected()).isEqualTo(1.0);
        });
        assertThat(team.due(minutes(90))).as("told once").isEmpty();
    }

    @Test
    void shouldPromiseAnewWithEachPosition() {
        team.on(north(TEN, 60).build());
        team.on(north(minutes(59), 60).build());

        assertThat(team.due(minutes(118))).isEmpty();
        assertThat(team.due(minutes(119))).hasSize(1);
    }

    @Test
    void shouldExpectNothingAfterThePatrol() {
        team.on(north(TEN, 60).build());
        team.on(north(minutes(30), 60).setPatrolOver(true).build());
        assertThat(team.due(minutes(600))).isEmpty();

        team.on(north(minutes(601), null).build());
        assertThat(team.due(minutes(2_000))).as("nothing was promised").isEmpty();
    }

    @Test
    void shouldEndWithTheSameIdOnceTheTeamIsHeardOf() {
        team.on(north(TEN, 60).build());
        Signal missed = team.due(minutes(61)).get(0);

        List<Signal> ended = team.on(north(minutes(75), 60).build(), in("hunchun"), minutes(76));

        assertThat(ended).singleElement().satisfies(signal -> {
            assertThat(signal.getSignalId()).isEqualTo(missed.getSignalId());
            assertThat(signal.getEnded()).isTrue();
            assertThat(signal.getPlacement().getSectorId()).isEqualTo("khasan");
            assertThat(signal.getDetectedAt()).isEqualTo(minutes(76));
        });
        Signal next = team.due(minutes(135)).get(0);
        assertThat(next.getSignalId()).isNotEqualTo(missed.getSignalId());
        assertThat(next.getPlacement().getSectorId()).isEqualTo("hunchun");
    }

    @Test
    void shouldStayMissedWhateverComesTwiceOrLate() {
        PatrolPosition last = north(TEN, 60).build();
        team.on(last);
        team.due(minutes(61));

        assertThat(team.on(last, in("khasan"), minutes(62)))
                .as("the same again")
                .isEmpty();
        assertThat(team.on(north(minutes(-5), 60).build(), in("hunchun"), minutes(63)))
                .as("an older one that came late")
                .isEmpty();
        assertThat(team.on(north(minutes(70), null).setLive(false).build(), in("khasan"), minutes(80)))
                .as("a track that was read")
                .isEmpty();
        assertThat(Objects.requireNonNull(team.entry).getMissed()).isNotNull();
        assertThat(Objects.requireNonNull(team.entry).getLast()).isEqualTo(last);
    }

    @Test
    void shouldGoOnWhereTheTeamWasSeenLaterButIsStillSilent() {
        team.on(north(TEN, 60).build());
        Signal missed = team.due(minutes(61)).get(0);

        List<Signal> moved = team.on(
                north(minutes(20), 60)
                        .setPosition(new Position(43.2, 131.0, null))
                        .build(),
                in("hunchun"),
                minutes(90));

        assertThat(moved).hasSize(2).allMatch(signal -> signal.getSignalId().equals(missed.getSignalId()));
        assertThat(moved.get(0).getEnded()).isTrue();
        assertThat(moved.get(0).getPlacement().getSectorId()).isEqualTo("khasan");
        assertThat(moved.get(1).getEnded()).isFalse();
        assertThat(moved.get(1).getPlacement().getSectorId()).isEqualTo("hunchun");
        assertThat(moved.get(1).getPosition().getLatitude()).isEqualTo(43.2);
        assertThat(moved.get(1).getObservedAt()).isEqualTo(minutes(20));
        assertThat(team.due(minutes(100))).isEmpty();
        assertThat(team.on(north(minutes(101), 60).build(), in("hunchun"), minutes(101)))
                .singleElement()
                .satisfies(signal -> {
                    assertThat(signal.getEnded()).isTrue();
                    assertThat(signal.getPlacement().getSectorId()).isEqualTo("hunchun");
                });
    }

    /** After any history, exactly that is open which a look at all positions of the team says. */
    @Test
    void shouldAgreeWithALookAtAllPositions() {
        long seed = System.nanoTime();
        System.out.println("PatrolWatchTest seed " + seed);
        Random random = new Random(seed);
        int everMissed = 0;
        for (int history = 0; history < 500; history++) {
            Team walked = new Team();
            List<PatrolPosition> received = new ArrayList<>();
            Map<String, Set<String>> open = new HashMap<>();
            boolean silent = false;
            Instant now = TEN;
            for (int step = 0; step < 40; step++) {
                now = now.plusSeconds(random.nextInt(900));
                List<Signal> signals;
                if (random.nextInt(3) == 0) {
                    PatrolPosition position = north(
                                    now.minusSeconds(60L * random.nextInt(60)),
                                    random.nextInt(5) == 0 ? null : 1 + random.nextInt(40))
                            .setPosition(new Position(43.0 + random.nextInt(3), 131.4, null))
                            .setLive(random.nextInt(6) != 0)
                            .setPatrolOver(random.nextInt(12) == 0)
                            .build();
                    received.add(position);
                    signals = walked.on(
                            position, in("s" + (int) position.getPosition().getLatitude()), now);
                    silent = silent && isBroken(last(received), now);
                } else {
                    signals = walked.entry == null ? List.of() : walked.due(now);
                    silent = silent || isBroken(last(received), now);
                }
                for (Signal signal : signals) {
                    Set<String> here =
                            open.computeIfAbsent(signal.getPlacement().getSectorId(), sector -> new HashSet<>());
                    if (signal.getEnded()) {
                        assertThat(here.remove(signal.getSignalId()))
                                .as("seed %d: only what is open ends", seed)
                                .isTrue();
                    } else {
                        here.add(signal.getSignalId());
                    }
                }
                open.values().removeIf(Set::isEmpty);
                PatrolPosition last = last(received);
                assertThat(open.keySet())
                        .as("seed %d, history %d, step %d", seed, history, step)
                        .isEqualTo(
                                silent && last != null
                                        ? Set.of("s" + (int) last.getPosition().getLatitude())
                                        : Set.of());
                everMissed += silent ? 1 : 0;
            }
        }
        assertThat(everMissed).isPositive();
    }

    private static @Nullable PatrolPosition last(List<PatrolPosition> received) {
        PatrolPosition last = null;
        for (PatrolPosition position : received) {
            if (position.getLive() && (last == null || !position.getAt().isBefore(last.getAt()))) {
                last = position;
            }
        }
        return last;
    }

    private static boolean isBroken(@Nullable PatrolPosition last, Instant now) {
        return last != null
                && !last.getPatrolOver()
                && last.getCheckInMinutes() != null
                && !last.getAt().plusSeconds(60L * last.getCheckInMinutes()).isAfter(now);
    }
}
