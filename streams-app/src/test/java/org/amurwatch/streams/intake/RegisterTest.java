package org.amurwatch.streams.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.LocatedEvent;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Polygon;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.RegisterEntry;
import org.amurwatch.avro.Territory;
import org.amurwatch.avro.Vertex;
import org.amurwatch.event.Standing;
import org.amurwatch.streams.intake.FieldEvent.Observed;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.junit.jupiter.api.Test;

class RegisterTest {

    private static final Instant RECEIVED = Instant.parse("2026-05-01T12:00:00Z");
    private static final Instant REVISION = Instant.parse("2026-05-01T00:00:00Z");
    private static final TerritoryIndex TERRITORIES =
            TerritoryIndex.of(List.of(box("west", "a", 131), box("middle", "a", 132), box("east", "b", 133)), 5_000);

    @Test
    void shouldAcceptTheFirstStatementAndDropItsRepeat() {
        Intake.Outcome first = take(event(1, 0, 131.5), null);
        Intake.Outcome again = take(event(1, 0, 131.5), first.entry());

        assertThat(first.verdict()).isEqualTo(Standing.ACCEPTED);
        assertThat(first.toTerritories()).singleElement().satisfies(sent -> {
            assertThat(sent.place()).isEqualTo("west");
            assertThat(sent.change().getBefore()).isNull();
            assertThat(sent.change().getNow().getFreshnessMillis()).isEqualTo(3_600_000);
        });
        assertThat(again).isEqualTo(Intake.Outcome.of(Standing.REPEAT, null));
    }

    @Test
    void shouldRaiseTheRevisionByALaterRepeat() {
        RegisterEntry first = take(event(1, 0, 131.5), null).entry();
        RegisterEntry raised = take(event(1, 5, 131.5), first).entry();

        assertThat(take(event(2, 4, 131.5), raised).verdict()).isEqualTo(Standing.SUPERSEDED);
    }

    @Test
    void shouldSendOneChangeWhereThePlaceStays() {
        RegisterEntry first = take(event(1, 0, 131.5), null).entry();
        Intake.Outcome corrected = take(event(2, 1, 131.6), first);

        assertThat(corrected.toTerritories()).singleElement().satisfies(sent -> {
            assertThat(sent.change().getBefore()).isEqualTo(first.getCurrent());
            assertThat(sent.change().getNow().getPoachingAlert().getCount()).isEqualTo(2);
        });
        assertThat(corrected.toSectors()).hasSize(1);
    }

    @Test
    void shouldTakeAwayAtTheOldPlaceBeforeItAddsAtTheNew() {
        RegisterEntry first = take(event(1, 0, 131.5), null).entry();
        Intake.Outcome moved = take(event(1, 1, 133.5), first);

        assertThat(moved.toTerritories()).extracting(Intake.Sent::place).containsExactly("west", "east");
        assertThat(moved.toTerritories().get(0).change().getNow()).isNull();
        assertThat(moved.toTerritories().get(1).change().getBefore()).isNull();
        assertThat(moved.toSectors()).extracting(Intake.Sent::place).containsExactly("a", "b");
    }

    @Test
    void shouldSendSharedCopiesAndTakeThemBack() {
        Intake.Outcome near = take(event(1, 0, 132.99), null);
        Intake.Outcome away = take(event(1, 1, 132.5), near.entry());

        assertThat(near.toSectors())
                .extracting(sent -> sent.place() + " " + sent.change().getShared())
                .containsExactly("a false", "b true");
        assertThat(near.toTerritories()).extracting(Intake.Sent::place).containsExactly("middle");
        assertThat(away.toSectors())
                .satisfiesExactly(
                        taken -> {
                            assertThat(taken.place()).isEqualTo("b");
                            assertThat(taken.change().getShared()).isTrue();
                            assertThat(taken.change().getNow()).isNull();
                        },
                        kept -> {
                            assertThat(kept.place()).isEqualTo("a");
                            assertThat(kept.change().getBefore()).isNotNull();
                            assertThat(kept.change().getNow()).isNotNull();
                        });
    }

    @Test
    void shouldWithdrawAndTakeBackTheWithdrawal() {
        RegisterEntry first = take(event(1, 0, 131.5), null).entry();
        Intake.Outcome withdrawn = take(withdrawn(1, 1, 131.5), first);
        Intake.Outcome back = take(event(1, 2, 131.5), withdrawn.entry());

        assertThat(withdrawn.entry().getWithdrawn()).isTrue();
        assertThat(withdrawn.toTerritories())
                .singleElement()
                .satisfies(sent -> assertThat(sent.change().getNow()).isNull());
        assertThat(back.verdict()).isEqualTo(Standing.CORRECTION);
        assertThat(back.toTerritories())
                .singleElement()
                .satisfies(sent -> assertThat(sent.change().getBefore()).isNull());
    }

    @Test
    void shouldKeepAWithdrawalThatComesFirst() {
        Intake.Outcome withdrawn = take(withdrawn(1, 3, 131.5), null);

        assertThat(withdrawn.verdict()).isEqualTo(Standing.ACCEPTED);
        assertThat(withdrawn.toTerritories()).isEmpty();
        assertThat(take(event(1, 0, 131.5), withdrawn.entry()).verdict()).isEqualTo(Standing.SUPERSEDED);
    }

    @Test
    void shouldNotTurnBackToAReplacedContentOfTheSameRevision() {
        RegisterEntry entry = null;
        for (int count = 1; count <= 3; count++) {
            entry = take(event(count, 0, 131.5), entry).entry();
        }

        assertThat(entry.getCurrent().getPoachingAlert().getCount()).isEqualTo(3);
        assertThat(take(event(1, 0, 131.5), entry).verdict()).isEqualTo(Standing.SUPERSEDED);
        assertThat(take(event(2, 0, 131.5), entry).verdict()).isEqualTo(Standing.SUPERSEDED);
        assertThat(take(event(4, 0, 131.5), entry).verdict()).isEqualTo(Standing.CORRECTION);
    }

    @Test
    void shouldLocateAnEventOnceUntilItsPositionChanges() {
        RegisterEntry first = take(event(1, 0, 131.5), null).entry();
        TerritoryIndex redrawn = TerritoryIndex.of(List.of(box("new", "n", 131)), 5_000);

        LocatedEvent kept = Intake.take(event(2, 1, 131.5), RECEIVED, first, redrawn)
                .entry()
                .getCurrent();
        LocatedEvent moved = Intake.take(event(2, 2, 131.7), RECEIVED, first, redrawn)
                .entry()
                .getCurrent();

        assertThat(kept.getPlacement().getTerritoryId()).isEqualTo("west");
        assertThat(moved.getPlacement().getTerritoryId()).isEqualTo("new");
    }

    @Test
    void shouldEndAtTheSamePlaceAndContentWhateverTheOrder() {
        long seed = System.nanoTime();
        System.out.println("RegisterTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<Observed> statements = new ArrayList<>();
            int revisions = 1 + random.nextInt(7);
            for (int revision = 0; revision < revisions; revision++) {
                int count = 1 + random.nextInt(3);
                double longitude = 131 + random.nextDouble() * 3.5;
                statements.add(
                        random.nextInt(4) == 0
                                ? withdrawn(count, revision, longitude)
                                : event(count, revision, longitude));
            }
            Observed last = statements.get(statements.size() - 1);
            for (int copies = random.nextInt(6); copies > 0; copies--) {
                statements.add(statements.get(random.nextInt(revisions)));
            }
            Collections.shuffle(statements, random);

            Readers readers = new Readers();
            RegisterEntry entry = null;
            for (Observed statement : statements) {
                Intake.Outcome outcome = take(statement, entry);
                entry = outcome.entry() == null ? entry : outcome.entry();
                readers.apply(outcome);
            }

            // The oracle: a system that saw the last statement alone.
            Readers expected = new Readers();
            expected.apply(take(last, null));
            assertThat(readers)
                    .as("seed %d round %d: %s", seed, round, statements)
                    .isEqualTo(expected);
            assertThat(entry.getWithdrawn()).isEqualTo(last.withdrawn());
        }
    }

    /** What readers hold who apply changes: at each place, the event as it is there. Fails on a wrong 'before'. */
    private record Readers(List<String> territories, List<String> sectors) {

        Readers() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void apply(Intake.Outcome outcome) {
            outcome.toTerritories().forEach(sent -> apply(territories, sent));
            outcome.toSectors().forEach(sent -> apply(sectors, sent));
        }

        private static void apply(List<String> held, Intake.Sent sent) {
            ObservationChange change = sent.change();
            if (change.getBefore() != null) {
                assertThat(held.remove(seen(sent.place(), change.getShared(), change.getBefore())))
                        .isTrue();
            }
            if (change.getNow() != null) {
                held.add(seen(sent.place(), change.getShared(), change.getNow()));
                Collections.sort(held);
            }
        }

        private static String seen(String place, boolean shared, LocatedEvent event) {
            return place + " " + shared + " " + event;
        }
    }

    private static Intake.Outcome take(FieldEvent event, RegisterEntry known) {
        return Intake.take(event, RECEIVED, known, TERRITORIES);
    }

    private static Observed event(int count, int revision, double longitude) {
        return Observed.of(alert(count, revision, longitude));
    }

    private static Observed withdrawn(int count, int revision, double longitude) {
        return Observed.of(PoachingAlert.newBuilder(alert(count, revision, longitude))
                .setWithdrawn(true)
                .build());
    }

    private static PoachingAlert alert(int count, int revision, double longitude) {
        return PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId("rangers")
                        .setEventId("e1")
                        .setRevision(REVISION.plusSeconds(revision))
                        .build())
                .setObservedAt(RECEIVED.minusSeconds(3_600))
                .setPosition(new Position(43.5, longitude, null))
                .setKind(AlertKind.SNARE)
                .setCount(count)
                .build();
    }

    private static Territory box(String id, String sector, double west) {
        return Territory.newBuilder()
                .setId(id)
                .setName(id)
                .setSectorId(sector)
                .setTimeZone("Asia/Vladivostok")
                .setPolygons(List.of(new Polygon(List.of(List.of(
                        new Vertex(43.0, west),
                        new Vertex(43.0, west + 1),
                        new Vertex(44.0, west + 1),
                        new Vertex(44.0, west),
                        new Vertex(43.0, west))))))
                .build();
    }
}
