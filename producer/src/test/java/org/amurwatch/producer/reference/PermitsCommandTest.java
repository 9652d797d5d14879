package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.Permit;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermitsCommandTest {

    private static final String PERMIT = "id: p, latitude: 43.1, longitude: 131.4, radiusMetres: 500,"
            + " from: 2026-05-01T00:00+10:00, until: '2026-05-14T18:00[Asia/Vladivostok]'";

    @TempDir
    private Path folder;

    private final CommandRun permits = new CommandRun(PermitsCommand::new, new FakeReferenceStore("streams-1"));

    private String file(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void shouldReadTheSameFromYamlAndCsv() throws Exception {
        String yaml = file(
                "p.yaml",
                "permits: [{" + PERMIT + ", people: 6, kinds: [vehicle, HUMAN_PRESENCE], explanation: staff}]");
        assertThat(permits.run("load", yaml)).as(permits.err()).isEqualTo(ExitCode.DONE);
        Permit permit = permits.store.read(Topics.PERMITS).get("p");
        assertThat(permit.getPosition().getLatitude()).isEqualTo(43.1);
        assertThat(permit.getPosition().getLongitude()).isEqualTo(131.4);
        assertThat(permit.getRadiusMetres()).isEqualTo(500);
        assertThat(permit.getStartAt()).isEqualTo(Instant.parse("2026-04-30T14:00:00Z"));
        assertThat(permit.getEndAt()).isEqualTo(Instant.parse("2026-05-14T08:00:00Z"));
        assertThat(permit.getPeople()).isEqualTo(6);
        assertThat(permit.getKinds()).containsExactly(AlertKind.HUMAN_PRESENCE, AlertKind.VEHICLE);
        assertThat(permit.getExplanation()).isEqualTo(Explanation.STAFF);

        String csv = file("p.csv", """
                id,latitude,longitude,radiusMetres,from,until,people,kinds,explanation,retired
                p,43.1,131.4,500,2026-05-01T00:00+10:00,2026-05-14T18:00[Asia/Vladivostok],6,VEHICLE human-presence,STAFF,
                q,43.1,131.4,500,2026-05-01T00:00+10:00,2026-05-14T18:00+10:00,,,,true
                """);
        assertThat(permits.run("load", csv, "--output", "json"))
                .as(permits.err())
                .isEqualTo(ExitCode.DONE);
        assertThat(permits.json().get("unchanged").asInt()).isEqualTo(1);
        assertThat(permits.json().get("new").asInt()).isEqualTo(1);
        Permit retired = permits.store.read(Topics.PERMITS).get("q");
        assertThat(retired.getRetired()).isTrue();
        assertThat(retired.getPeople()).isNull();
        assertThat(retired.getExplanation()).isEqualTo(Explanation.PERMIT);

        assertThat(permits.run("--output", "json")).isEqualTo(ExitCode.DONE);
        assertThat(permits.json().get(0).get("state").asText()).isEqualTo("active");
        assertThat(permits.json().get(1).get("state").asText()).isEqualTo("retired");
    }

    @Test
    void shouldNameTheLineOfACsvFault() throws Exception {
        String csv = file("p.csv", """
                id,latitude,longitude,radiusMetres,from,until
                p,43.1,131.4,500,2026-05-01T00:00+10:00,2026-05-14T18:00+10:00

                q,43.1,east,500,2026-05-01T00:00+10:00,2026-05-14T18:00+10:00
                """);
        assertThat(permits.run("load", csv)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(permits.err()).contains("  line 4: Permit 2 ('q'), longitude: \"east\": expected a number.");
        assertThat(permits.store.read(Topics.PERMITS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "until: '2026-05-14T18:00[Asia/Vladivostok]' ; until: 2026-04-01T00:00Z | until: 2026-04-01T00:00:00Z is not after from",
                "until: '2026-05-14T18:00[Asia/Vladivostok]' ; until: 2026-05-14T18:00 | until: 2026-05-14T18:00 says no zone",
                "until: '2026-05-14T18:00[Asia/Vladivostok]' ; until: tomorrow | until: 'tomorrow' is no time",
                "radiusMetres: 500 ; radiusMetres: 0 | radiusMetres: 0 is out of range: expected 1 to 50000.",
                "radiusMetres: 500 ; people: 3 | radiusMetres: missing: expected a number.",
                "latitude: 43.1 ; latitude: 143.1 | latitude: 143.1 is out of range: expected -90 to 90.",
                "radiusMetres: 500 ; radiusMetres: 500, people: 2.5 | people: 2.5: expected a whole number.",
                "radiusMetres: 500 ; radiusMetres: 500, explanation: animal | explanation: ANIMAL can't be permitted",
                "radiusMetres: 500 ; radiusMetres: 500, name: x | name: is no field of a permit",
            })
    void shouldRefuseWithASentence(String change, String sentence) throws Exception {
        String[] parts = change.split(" ; ");
        String file = file("p.yaml", "permits: [{" + PERMIT.replace(parts[0], parts[1]) + "}]");
        assertThat(permits.run("load", file)).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(permits.err()).contains("line 1: Permit 1 ('p'), " + sentence);
    }

    @Test
    void shouldRefuseFilesOfUnknownKindAndNothing() throws Exception {
        assertThat(permits.run("load", file("p.txt", ""))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(permits.err()).contains("is neither called *.yaml nor *.csv");
        assertThat(permits.run("load", file("p.csv", "id,latitude\n"))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(permits.err()).contains("names no permit: expected a row of column names");
    }

    @Test
    void shouldSayWhichPermitsArePast() throws Exception {
        permits.run(
                "load",
                file(
                        "p.yaml",
                        "permits: [{" + PERMIT.replace("'2026-05-14T18:00[Asia/Vladivostok]'", "2026-04-30T18:00Z")
                                + "}]"));
        assertThat(permits.err()).contains("Permit 'p' ended at 2026-04-30T18:00:00Z");
    }
}
