package org.amurwatch.producer.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.live.LiveKind;
import org.amurwatch.producer.mapping.TypeMapping;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.producer.table.Progress;
import org.amurwatch.producer.table.StoredFiles;
import org.amurwatch.producer.table.TableForm;
import org.amurwatch.producer.table.TableImport;
import org.amurwatch.producer.table.TableSummary;
import org.amurwatch.record.TrustedRecords;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmartPatrolsImportTest {

    static {
        TrustedRecords.trust();
    }

    private static final Instant NOW = Instant.parse("2023-02-01T00:00:00Z");

    private static final String HEADER =
            "Patrol ID,Type,Patrol Start Date,Patrol End Date,Station,Team,Objective,Mandate,Armed,Patrol Leg ID,Leader,"
                    + "Patrol Transport Type,Waypoint ID,Waypoint Date,Waypoint Time,X,Y,Last Modified,Last Modified By,"
                    + "Observation Category 0,Observation Category 1,Observation Category 2,Type of trap,Number of snares,Species,Comment\n";

    private static final String START =
            "P1,Ground,18-Dec-22,19-Dec-22,Barabash,North Team,talk to Petrov,Anti-poaching,Yes,1,Ivan Petrov,Foot,";

    private static final String PATROL = HEADER
            + START
            + "1,18-Dec-22,10:48:19 AM,131.4,43.1,20-Dec-22 9:00:00 AM,Anna Sidorova,Human Activity,Weapons & Equipment,Trap,Wire Snare,3,,near Petrov's house\n"
            + START
            + "1,18-Dec-22,10:48:19 AM,131.4,43.1,20-Dec-22,Anna Sidorova,Human Activity,Weapons & Equipment,Trap,Wire Snare,1,,\n"
            + START + "2,18-Dec-22,12:05:00 PM,131.41,43.11,,Anna Sidorova,,,,,,,\n"
            + START
            + "3,18-Dec-22,1:00:00 PM,131.42,43.12,,Anna Sidorova,Animals,Sign,Track,,,Amur Leopard (Panthera pardus orientalis),\n"
            + START + "4,18-Dec-22,2:00:00 PM,131.43,43.13,,Anna Sidorova,Features,Salt lick,,,,,\n"
            + START + "5,18-Dec-22,3:00:00 PM,131.44,43.14,,Anna Sidorova,Animals,Live Animals,,,,Sika deer,\n";

    @TempDir
    private Path folder;

    private final List<SpecificRecord> published = new ArrayList<>();

    private TableSummary run(String table, TypeMapping mapping, SmartTeams teams, boolean keepNames)
            throws IOException {
        Path file = Files.writeString(folder.resolve("patrols.csv"), table);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(Instant.parse("2023-01-10T00:00:00Z")));
        try (StoredFiles files = StoredFiles.open(file)) {
            TableImport.Request request = new TableImport.Request(
                    files.tables(), TableForm.usual(), "smart", Purpose.ACTUAL, null, false, folder);
            return new TableImport(() -> new ListSink(published), Clock.fixed(NOW, ZoneOffset.UTC), Progress.SILENT)
                    .run(request, new SmartReading(mapping, teams, ZoneId.of("Asia/Vladivostok"), keepNames));
        }
    }

    private TableSummary run(String table) throws IOException {
        return run(table, TypeMapping.builtIn("smart"), SmartTeams.none(), false);
    }

    private SmartTeams teams(String yaml) throws IOException {
        return SmartTeams.read(Files.writeString(folder.resolve("teams.yaml"), yaml));
    }

    private <T> List<T> of(Class<T> type) {
        return published.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Keeps what is published. */
    private record ListSink(List<SpecificRecord> records) implements EventSink {

        @Override
        public void publish(Sighting sighting) {
            records.add(sighting);
        }

        @Override
        public void publish(PoachingAlert alert) {
            records.add(alert);
        }

        @Override
        public void publish(Deployment deployment) {
            records.add(deployment);
        }

        @Override
        public void publish(PatrolPosition position) {
            records.add(position);
        }

        @Override
        public void publish(PrivateDetails details) {
            records.add(details);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void shouldPublishWhatAPatrolFound() throws IOException {
        try (TableSummary summary = run(PATROL)) {
            assertThat(summary.read()).isEqualTo(6);
            assertThat(summary.rejected().count()).isZero();
            assertThat(summary.unknownTypes()).containsExactly(java.util.Map.entry("features.saltlick", 1L));
        }
        PoachingAlert snare = of(PoachingAlert.class).get(0);
        assertThat(snare.getKind()).isEqualTo(AlertKind.SNARE);
        assertThat(snare.getStatedKind()).isEqualTo("Human Activity / Weapons & Equipment / Trap");
        assertThat(snare.getCount()).isEqualTo(3);
        assertThat(snare.getObservedAt()).isEqualTo(Instant.parse("2022-12-18T00:48:19Z"));
        assertThat(snare.getPosition().getLatitude()).isEqualTo(43.1);
        assertThat(snare.getPosition().getLongitude()).isEqualTo(131.4);
        assertThat(snare.getProvenance().getRevision()).isEqualTo(Instant.parse("2022-12-19T23:00:00Z"));
        assertThat(of(PoachingAlert.class).get(1).getProvenance().getRevision())
                .isEqualTo(Instant.parse("2022-12-19T14:00:00Z"));
        assertThat(of(PoachingAlert.class))
                .extracting(PoachingAlert::getKind)
                .containsExactly(AlertKind.SNARE, AlertKind.SNARE, AlertKind.OTHER);
        assertThat(of(PoachingAlert.class).get(2).getProvenance().getRevision())
                .isEqualTo(Instant.parse("2023-01-10T00:00:00Z"));
    }

    @Test
    void shouldPublishAnimals() throws IOException {
        run(PATROL).close();

        Sighting tracks = of(Sighting.class).get(0);
        assertThat(tracks.getScientificName()).isEqualTo("Panthera pardus orientalis");
        assertThat(tracks.getMethod()).isEqualTo(ObservationMethod.TRACKS);
        assertThat(tracks.getObservedAt()).isEqualTo(Instant.parse("2022-12-18T03:00:00Z"));
        Sighting deer = of(Sighting.class).get(1);
        assertThat(deer.getScientificName()).isNull();
        assertThat(deer.getMethod()).isEqualTo(ObservationMethod.DIRECT);
    }

    @Test
    void shouldLetASitesOwnMappingGoFirst() throws IOException {
        Path own = Files.writeString(
                folder.resolve("own.yaml"),
                "features.saltlick: IGNORE\nanimals.liveanimals.sikadeer: SIGHTING Cervus nippon\nhumanactivity.weaponsequipment.trap.wiresnare: TRAP\n");
        try (TableSummary summary =
                run(PATROL, TypeMapping.read(own).over(TypeMapping.builtIn("smart")), SmartTeams.none(), false)) {
            assertThat(summary.unknownTypes()).isEmpty();
            assertThat(summary.leftOut()).containsEntry("category that the mapping ignores", 1L);
        }
        assertThat(of(Sighting.class).get(1).getScientificName()).isEqualTo("Cervus nippon");
        assertThat(of(PoachingAlert.class))
                .extracting(PoachingAlert::getKind)
                .containsExactly(AlertKind.TRAP, AlertKind.TRAP);
    }

    @Test
    void shouldKeepTwoSnaresOfOneWaypointApartAndGiveTheSameIdsEachTime() throws IOException {
        run(PATROL).close();
        List<String> ids = of(PoachingAlert.class).stream()
                .map(alert -> alert.getProvenance().getEventId())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        published.clear();
        run(PATROL).close();

        assertThat(of(PoachingAlert.class))
                .extracting(alert -> alert.getProvenance().getEventId())
                .isEqualTo(ids);
    }

    @Test
    void shouldPublishWhereKnownTeamsWere() throws IOException {
        try (TableSummary summary = run(PATROL, TypeMapping.builtIn("smart"), teams("north team: north\n"), false)) {
            assertThat(summary.events(LiveKind.PATROL_POSITION)).isEqualTo(5);
        }
        PatrolPosition first = of(PatrolPosition.class).get(0);
        assertThat(first.getTeamId()).isEqualTo("north");
        assertThat(first.getLive()).isFalse();
        assertThat(first.getAt()).isEqualTo(Instant.parse("2022-12-18T00:48:19Z"));

        published.clear();
        run(PATROL, TypeMapping.builtIn("smart"), teams("Barabash: south\n"), false)
                .close();
        assertThat(of(PatrolPosition.class))
                .extracting(PatrolPosition::getTeamId)
                .containsOnly("south");

        published.clear();
        try (TableSummary summary = run(PATROL)) {
            assertThat(summary.leftOut()).containsEntry("position of a team that --teams does not name", 6L);
        }
        assertThat(of(PatrolPosition.class)).isEmpty();
    }

    @Test
    void shouldKeepNamesAndCommentsApartAndOnlyIfAsked() throws IOException {
        run(PATROL).close();
        assertThat(published.toString()).doesNotContain("Petrov").doesNotContain("Sidorova");

        published.clear();
        run(PATROL, TypeMapping.builtIn("smart"), SmartTeams.none(), true).close();
        PrivateDetails details = of(PrivateDetails.class).get(0);
        assertThat(details.getReporter()).isEqualTo("Leader: Ivan Petrov; Last Modified By: Anna Sidorova");
        assertThat(details.getNote()).isEqualTo("Comment: near Petrov's house");
        assertThat(details.getEventKey())
                .isEqualTo("smart/"
                        + of(PoachingAlert.class).get(0).getProvenance().getEventId());
        published.removeIf(PrivateDetails.class::isInstance);
        assertThat(published.toString()).doesNotContain("Petrov").doesNotContain("Sidorova");
    }

    @Test
    void shouldNameTheColumnThatIsMissing() {
        for (String column : List.of(
                "Patrol ID", "Waypoint ID", "Waypoint Date", "Waypoint Time", "X", "Y", "Observation Category 0")) {
            assertThatThrownBy(() -> run(PATROL.replaceFirst("\\b" + column + "(?=,)", "other")))
                    .as(column)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("no column " + column);
        }
        assertThat(published).isEmpty();
    }

    @Test
    void shouldRejectRowsThatCantBeRightAndGoOn() throws IOException {
        String good = START + "9,18-Dec-22,2:00:00 PM,131.43,43.13,,,Human Activity,Fire,,,,,\n";
        String bad = String.join(
                "",
                good.replace("18-Dec-22,2:00", "31-Feb-22,2:00"),
                good.replace("2:00:00 PM", "14:00"),
                good.replace("131.43", "431.43"),
                good.replace("131.43,43.13", "0,0"),
                good.replace(",9,18", ",,18"),
                good.replace(",,,,,\n", ",,,,,,,,,,,\n"));
        try (TableSummary summary = run(HEADER + bad + good)) {
            assertThat(summary.rejected().count()).isEqualTo(6);
        }
        assertThat(of(PoachingAlert.class)).singleElement().satisfies(fire -> assertThat(fire.getKind())
                .isEqualTo(AlertKind.FIRE));
    }

    @Test
    void shouldKeepAndListATimeThatCantBeRight() throws IOException {
        try (TableSummary summary =
                run(HEADER + START + "9,18-Dec-24,2:00:00 PM,131.43,43.13,,,Human Activity,Fire,,,,,\n")) {
            assertThat(summary.clockSuspect().count()).isEqualTo(1);
        }
        assertThat(of(PoachingAlert.class).get(0).getClockSuspect()).isTrue();
    }

    @Test
    void shouldReadAnyLineEndsAndAByteOrderMark() throws IOException {
        try (TableSummary summary = run("\uFEFF" + PATROL.replace("\n", "\r"))) {
            assertThat(summary.events(LiveKind.POACHING_ALERT)).isEqualTo(3);
        }
    }
}
