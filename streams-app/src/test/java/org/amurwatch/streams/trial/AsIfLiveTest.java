package org.amurwatch.streams.trial;

import static org.amurwatch.streams.trial.TrialEvents.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.avro.Signal;
import org.amurwatch.avro.SignalKind;
import org.amurwatch.avro.SignalSubject;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;

class AsIfLiveTest {

    private static final Instant END = BEGIN.plus(Duration.ofDays(10));
    private static final Duration CARD = Duration.ofDays(40);

    private final AsIfLive all = new AsIfLive(BEGIN, END, TrialEvents::read);

    /** What happened so long after the beginning, and came by card. */
    private static SectorEvent late(String id, Duration after) {
        SectorEvent event = TrialEvents.sign(id, AlertKind.HUMAN_PRESENCE, 0, BEGIN.plus(CARD));
        event.getObservation().getNow().getPoachingAlert().setObservedAt(BEGIN.plus(after));
        return event;
    }

    private void add(SectorEvent event) {
        all.add(TrialEvents.SECTOR, TrialEvents.written(event), BEGIN.plus(CARD));
    }

    private static List<AsIfLive.Happened> inOrder(AsIfLive all) {
        List<AsIfLive.Happened> events = new ArrayList<>();
        all.replay(events::add);
        return events;
    }

    private List<String> keys() {
        return inOrder(all).stream()
                .map(one -> one.event().getObservation().getEventKey())
                .toList();
    }

    @Test
    void shouldPutEventsInTheOrderInWhichTheyHappened() {
        add(late("b", Duration.ofDays(2)));
        add(late("a", Duration.ofDays(1)));
        add(late("c", Duration.ofDays(2)));

        assertThat(keys()).containsExactly("rangers/a", "rangers/b", "rangers/c");
        LocatedEvent first = inOrder(all).get(0).event().getObservation().getNow();
        assertThat(inOrder(all).get(0).at()).isEqualTo(BEGIN.plus(Duration.ofDays(1)));
        assertThat(first.getReceivedAt()).isEqualTo(BEGIN.plus(Duration.ofDays(1)));
        assertThat(first.getFreshnessMillis()).isZero();
    }

    @Test
    void shouldLeaveOutWhatHappenedOutsideThePeriod() {
        add(late("before", Duration.ofMillis(-1)));
        add(late("first", Duration.ZERO));
        add(late("last", Duration.ofDays(10).minusMillis(1)));
        add(late("after", Duration.ofDays(10)));

        assertThat(keys()).containsExactly("rangers/first", "rangers/last");
    }

    @Test
    void shouldLeaveASuspectClockAtTheTimeOfReceipt() {
        SectorEvent suspect = late("suspect", Duration.ofDays(1));
        suspect.getObservation().getNow().getPoachingAlert().setClockSuspect(true);
        AsIfLive longer = new AsIfLive(BEGIN, BEGIN.plus(CARD).plusSeconds(1), TrialEvents::read);
        longer.add(TrialEvents.SECTOR, TrialEvents.written(suspect), BEGIN.plus(CARD));

        assertThat(inOrder(longer)).singleElement().satisfies(one -> assertThat(one.at())
                .isEqualTo(BEGIN.plus(CARD)));
    }

    @Test
    void shouldNeverMakeAnEventLaterThanItWas() {
        SectorEvent ahead = TrialEvents.sign("ahead", AlertKind.GUNSHOT, 0, BEGIN.plusSeconds(600));
        ahead.getObservation().getNow().getPoachingAlert().setObservedAt(BEGIN.plusSeconds(700));
        all.add(TrialEvents.SECTOR, TrialEvents.written(ahead), BEGIN.plusSeconds(600));

        assertThat(inOrder(all)).singleElement().satisfies(one -> {
            assertThat(one.at()).isEqualTo(BEGIN.plusSeconds(600));
            assertThat(one.event().getObservation().getNow().getFreshnessMillis())
                    .isEqualTo(60_000);
        });
    }

    @Test
    void shouldKeepSignalsWhereTheyWere() {
        SectorEvent signal = SectorEvent.newBuilder().setSignal(signal()).build();
        all.add(TrialEvents.SECTOR, TrialEvents.written(signal), BEGIN.plusSeconds(5));
        add(late("a", Duration.ofSeconds(10)));

        assertThat(inOrder(all))
                .extracting(AsIfLive.Happened::at)
                .containsExactly(BEGIN.plusSeconds(5), BEGIN.plusSeconds(10));
    }

    private static Signal signal() {
        return Signal.newBuilder()
                .setSignalId("s")
                .setKind(SignalKind.ABSENCE)
                .setRule("silent")
                .setRuleVersion(1)
                .setSubjectKind(SignalSubject.STATION)
                .setSubject("cameras/one")
                .setPlacement(late("a", Duration.ZERO).getObservation().getNow().getPlacement())
                .setPosition(new Position(43.1, 131.4, null))
                .setObservedAt(BEGIN)
                .setDetectedAt(BEGIN)
                .build();
    }

    @Test
    void shouldSayThatTheyDoNotFitRatherThanRunOutOfMemory() {
        SectorEvent one = late("a", Duration.ofDays(1));
        byte[] written = TrialEvents.written(one);
        AsIfLive few = new AsIfLive(BEGIN, END, TrialEvents::read, 3L * (written.length + 64));
        for (int i = 0; i < 3; i++) {
            few.add(TrialEvents.SECTOR, written, BEGIN.plus(CARD));
        }

        assertThatThrownBy(() -> few.add(TrialEvents.SECTOR, written, BEGIN.plus(CARD)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("more than 3")
                .hasMessageContaining("Choose a shorter period");
    }
}
