package org.amurwatch.producer.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.publish.AcknowledgedRecord;
import org.amurwatch.producer.publish.EventSink;
import org.amurwatch.producer.publish.LiveSink;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PatrolsCommandTest {

    private static final Instant NOW = Instant.parse("2026-01-17T06:18:44.123Z");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<PatrolPosition> published = new ArrayList<>();
    private boolean paced;
    private int unflushed;
    private boolean brokersTakeIt = true;

    /** Stands for the brokers, for files. */
    private final class Tracks implements EventSink {
        @Override
        public void publish(Sighting sighting) {
            throw new AssertionError();
        }

        @Override
        public void publish(PoachingAlert alert) {
            throw new AssertionError();
        }

        @Override
        public void publish(Deployment deployment) {
            throw new AssertionError();
        }

        @Override
        public void publish(PrivateDetails details) {
            throw new AssertionError("A track tells nothing private");
        }

        @Override
        public void publish(PatrolPosition position) {
            published.add(position);
            unflushed++;
        }

        @Override
        public void flush() {
            unflushed = 0;
        }

        @Override
        public void close() {
            assertThat(unflushed).as("given up without an acknowledgement").isZero();
        }
    }

    /** Stands for the brokers, for one position. */
    private final class Live implements LiveSink {
        @Override
        public <V extends SpecificRecord> AcknowledgedRecord accept(Topic<V> topic, String key, V value) {
            assertThat(topic).isSameAs(Topics.PATROL_POSITIONS);
            assertThat(out.toString()).as("printed before the brokers had it").isEmpty();
            if (!brokersTakeIt) {
                throw new CommandFailure(ExitCode.UNREACHABLE, "No broker.");
            }
            PatrolPosition position = (PatrolPosition) value;
            assertThat(key).isEqualTo(position.getTeamId());
            published.add(position);
            return new AcknowledgedRecord(topic.name(), 2, 41, NOW.toEpochMilli());
        }

        @Override
        public void close() {}
    }

    private int run(String command) {
        CommandLine line = CommandLines.of(new PatrolsCommand(
                (connection, clock, isPaced) -> {
                    paced = isPaced;
                    return new Tracks();
                },
                (connection, clock) -> new Live(),
                Clock.fixed(NOW, ZoneOffset.UTC)));
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return line.execute(command.split(" "));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    private static String gpx(String points) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1">
                <metadata><time>2020-01-01T00:00:00Z</time></metadata>
                <wpt lat="1" lon="2"><time>2026-01-17T01:00:00Z</time></wpt>
                <trk><name>Saturday</name><trkseg>
                """ + points + "</trkseg></trk>\n</gpx>\n";
    }

    private static String point(String latitude, String time) {
        return "<trkpt lat=\"" + latitude + "\" lon=\"131.4\"><ele>12</ele><time>" + time
                + "</time><extensions><x><time>1999-01-01T00:00:00Z</time></x></extensions></trkpt>\n";
    }

    @Test
    void shouldImportTheTrackPointsOfAGpxFile() throws Exception {
        Path track = file(
                "saturday.gpx",
                gpx(point("43.1", "2026-01-17T01:00:05Z")
                        + point("43.2", "2026-01-17T01:00:55.5Z")
                        + point("43.3", "2026-01-17T11:01:10+10:00")
                        + point("43.4", "2026-01-17T01:02:00")));

        assertThat(run("import gpx " + track + " --team north --output json"))
                .as(err.toString())
                .isEqualTo(ExitCode.DONE);

        assertThat(published).hasSize(3).allSatisfy(position -> {
            assertThat(position.getTeamId()).isEqualTo("north");
            assertThat(position.getSourceId()).isEqualTo("tracks");
            assertThat(position.getLive()).isFalse();
            assertThat(position.getCheckInMinutes()).isNull();
            assertThat(position.getPatrolOver()).isFalse();
            assertThat(position.getPurpose()).isEqualTo(Purpose.ACTUAL);
            assertThat(position.getPosition().getLongitude()).isEqualTo(131.4);
        });
        assertThat(published)
                .extracting(position -> position.getPosition().getLatitude() + " " + position.getAt())
                .containsExactly("43.1 2026-01-17T01:00:05Z", "43.3 2026-01-17T01:01:10Z", "43.4 2026-01-17T01:02:00Z");
        assertThat(paced).isTrue();
        assertThat(json().get("read").asLong()).isEqualTo(4);
        assertThat(json().get("published").asLong()).isEqualTo(3);
        assertThat(json().get("thinned").asLong()).isEqualTo(1);
        assertThat(json().get("teams").asText()).isEqualTo("north");
    }

    @Test
    void shouldNameEachBadPointWithFileAndLine() throws Exception {
        Path track = file(
                "t.gpx",
                gpx(point("43.1", "2026-01-17T01:00:05Z")
                        + point("143.1", "2026-01-17T01:01:05Z")
                        + point("43.1", "yesterday")
                        + "<trkpt lat=\"43\" lon=\"131\"/>\n"
                        + point("43.1", "2026-01-17T06:24:00Z")
                        + point("43.1", "1970-01-01T00:00:00Z")
                        + point("43.2", "2026-01-17T01:06:05Z")));

        assertThat(run("import gpx " + track + " --team north --output json")).isEqualTo(ExitCode.DONE_IN_PART);

        assertThat(published).hasSize(2);
        assertThat(json().get("rejected"))
                .extracting(
                        row -> row.get("file").asText() + " " + row.get("row").asInt() + ": "
                                + row.get("reason").asText().replaceFirst("[;:.].*", ""))
                .containsExactly(
                        "t.gpx 7: latitude 143",
                        "t.gpx 8: time 'yesterday' is no time with a zone",
                        "t.gpx 9: time is missing",
                        "t.gpx 10: time 2026-01-17T06",
                        "t.gpx 11: time 1970-01-01T00");
        assertThat(json().get("rejectedCount").asInt()).isEqualTo(5);
    }

    @Test
    void shouldFetchAndExpandNothingThatAFileNames() throws Exception {
        Path secret = file("secret", "2026-01-17T01:00:05Z");
        Path track = file(
                "evil.gpx",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE gpx [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n"
                        + "<gpx xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>\n"
                        + "<trkpt lat=\"43\" lon=\"131\"><time>&x;</time></trkpt>\n</trkseg></trk></gpx>");

        assertThat(run("import gpx " + track + " --team north --output json")).isNotEqualTo(ExitCode.DONE);

        assertThat(published).isEmpty();
    }

    @Test
    void shouldKeepWhatStandsBeforeABrokenEnd() throws Exception {
        String whole = gpx(point("43.1", "2026-01-17T01:00:05Z") + point("43.2", "2026-01-17T01:05:05Z"));
        Path track = file("t.gpx", whole.substring(0, whole.lastIndexOf("<ele>")));

        assertThat(run("import gpx " + track + " --team north --output json")).isEqualTo(ExitCode.DONE_IN_PART);

        assertThat(published).hasSize(1);
        assertThat(json().get("rejected").get(0).get("row").asInt()).isEqualTo(7);
        assertThat(json().get("rejected").get(0).get("reason").asText()).contains("what follows was not read");
    }

    @Test
    void shouldImportATableOfSeveralTeams() throws Exception {
        Path table = file(
                "trackers.csv",
                "\uFEFFTime,Team,Longitude,Latitude,over,battery\n"
                        + "2026-01-17T06:00:00Z,north,131.4,43.1,,80\n"
                        + "2026-01-17T06:00:10Z,south,131.5,43.2,,80\n"
                        + "2026-01-17T06:00:20Z,north,131.4,43.3,,80\n"
                        + "2026-01-17T06:00:30Z,,131.4,43.3,,80\n"
                        + "2026-01-17T04:18:44Z,south,131.5,43.4,,80\n"
                        + "\n"
                        + "2026-01-17T06:10:00Z,south,131.5,43.5,true,80\n");

        assertThat(run("import csv " + table + " --live --check-in 90 --output json"))
                .isEqualTo(ExitCode.DONE_IN_PART);

        assertThat(published)
                .extracting(position -> position.getTeamId() + " "
                        + position.getPosition().getLatitude() + " " + position.getLive() + " "
                        + position.getCheckInMinutes() + " " + position.getPatrolOver())
                .containsExactlyInAnyOrder(
                        "north 43.1 true 90 false",
                        "south 43.2 true 90 false",
                        "north 43.3 true 90 false",
                        "south 43.4 false null false",
                        "south 43.5 true null true");
        assertThat(json().get("rejected").get(0).get("row").asInt()).isEqualTo(5);
        assertThat(json().get("rejected").get(0).get("reason").asText()).isEqualTo("team is missing");
        assertThat(json().get("live").asInt()).isEqualTo(4);
    }

    @Test
    void shouldPublishTheSameAgainAndThinAsAsked() throws Exception {
        String rows = IntStream.range(0, 600)
                .mapToObj(second -> Instant.parse("2026-01-17T01:00:30Z").plusSeconds(second) + ",43.1,131.4")
                .collect(Collectors.joining("\n"));
        Path table = file("t.csv", "time,latitude,longitude\n" + rows + "\n");

        run("import csv " + table + " --team north");
        List<PatrolPosition> first = List.copyOf(published);
        published.clear();
        run("import csv " + table + " --team north");

        assertThat(published).isEqualTo(first);
        assertThat(first).as("each minute begun, and the end").hasSize(12);
        published.clear();
        run("import csv " + table + " --team north --thin 0");
        assertThat(published).hasSize(600);
        published.clear();
        assertThat(run("import csv " + table + " --team north --dry-run")).isEqualTo(ExitCode.DONE);
        assertThat(published).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import gpx FILE | A GPX file names no team",
                "import gpx FILE --team north | It is no GPX",
                "import csv FILE --team north | no column time",
                "import csv NONE --team north | There is no file",
                "import csv FILE --team north --check-in 60 | add --live",
                "import csv FILE --team north --live --check-in 0 | --check-in 0 is out of range",
                "import csv FILE --team north --thin -1 | --thin -1 is out of range",
                "report --team north --lat 143 --lon 31 | Are --lat and --lon swapped?",
                "report --team north --lat 43 --lon 181 | Longitude 181.0 is out of range",
                "report --team north --lat 43 --lon 131 --over --check-in 60 | give one of them",
                "report --team north --lat 43 --lon 131 --at 2026-01-17T04:18:44Z --check-in 60 | more than two hours ago",
                "report --team north --lat 43 --lon 131 --at 2026-01-17T06:23:45Z | lies in the future",
                "report --lat 43 --lon 131 | --team",
            })
    void shouldRefuseWrongUseWithASentence(String command, String sentence) throws Exception {
        Path file = file("t", "a,b\n1,2\n");
        assertThat(run(command.replace("FILE", file.toString()).replace("NONE", folder + "/none")))
                .as(err.toString())
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err.toString()).contains(sentence);
        assertThat(published).isEmpty();
    }

    @Test
    void shouldTakeOnePosition() throws Exception {
        assertThat(run("report --team north --lat 43.1 --lon 131.4 --check-in 60 --output json"))
                .isEqualTo(ExitCode.DONE);

        assertThat(published).singleElement().satisfies(position -> {
            assertThat(position.getAt()).isEqualTo(NOW);
            assertThat(position.getLive()).isTrue();
            assertThat(position.getCheckInMinutes()).isEqualTo(60);
        });
        assertThat(json().get("nextCheckInBy").asText()).isEqualTo("2026-01-17T07:18:44.123Z");
        assertThat(json().get("offset").asLong()).isEqualTo(41);
    }

    @Test
    void shouldCallAnOldPositionNoSignOfLife() {
        run("report --team north --lat 43.1 --lon 131.4 --at 2026-01-17T04:18:44Z");
        out.getBuffer().setLength(0);
        run("report --team north --lat 43.1 --lon 131.4 --at 2026-01-17T04:18:45Z");

        assertThat(published).extracting(PatrolPosition::getLive).containsExactly(false, true);
    }

    @Test
    void shouldSayNothingOfAcceptanceWithoutTheBrokers() {
        brokersTakeIt = false;
        assertThat(run("report --team north --lat 43.1 --lon 131.4")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(out.toString()).isEmpty();
    }
}
