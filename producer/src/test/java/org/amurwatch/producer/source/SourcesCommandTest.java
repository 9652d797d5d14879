package org.amurwatch.producer.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.amurwatch.avro.Source;
import org.amurwatch.avro.SourceKey;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.producer.reference.FakeReferenceStore;
import org.amurwatch.topic.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SourcesCommandTest {

    private static final Instant NOW = Instant.parse("2026-05-01T02:00:00Z");

    private final FakeReferenceStore store = new FakeReferenceStore();
    private String out = "";
    private String err = "";

    private int run(String... arguments) {
        StringWriter outWriter = new StringWriter();
        StringWriter errWriter = new StringWriter();
        SourceRegister register = (id, change) -> {
            Source changed =
                    change.apply(Optional.ofNullable(store.read(Topics.SOURCES).get(id)));
            store.load(Topics.SOURCES, Map.of(id, changed), Duration.ZERO);
            return changed;
        };
        CommandLine line = CommandLines.of(new SourcesCommand(
                (connection, clock) -> store, (connection, clock) -> register, Clock.fixed(NOW, ZoneOffset.UTC)));
        line.setOut(new PrintWriter(outWriter, true)).setErr(new PrintWriter(errWriter, true));
        int code = line.execute(arguments);
        out = outWriter.toString();
        err = errWriter.toString();
        return code;
    }

    private JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(out);
    }

    private Source source() {
        return store.read(Topics.SOURCES).get("ranger-app");
    }

    private String add() throws JsonProcessingException {
        assertThat(run("add", "ranger-app", "--kinds", "sightings,patrol-positions", "--output", "json"))
                .as(err)
                .isEqualTo(ExitCode.DONE);
        return json().get("key").asText();
    }

    @Test
    void shouldShowTheKeyOnceAndKeepItsHash() throws Exception {
        String key = add();

        SourceKey kept = source().getKeys().get(0);
        assertThat(ApiKey.parse(key).orElseThrow().is(kept)).isTrue();
        assertThat(json().get("kinds")).extracting(JsonNode::asText).containsExactly("sightings", "patrol-positions");
        assertThat(json().get("expiresAt").asText()).isEqualTo("2027-05-01T02:00:00Z");
        assertThat(err).contains("shown this once").doesNotContain(key);
        for (String format : new String[] {"table", "json", "csv"}) {
            assertThat(run("list", "--output", format)).isEqualTo(ExitCode.DONE);
            assertThat(out).contains("ranger-app", kept.getId()).doesNotContain(key.substring(13), kept.getHash());
        }
    }

    @Test
    void shouldShowTheKeyToAPersonToo() {
        assertThat(run("add", "ranger-app", "--kinds", "sightings")).isEqualTo(ExitCode.DONE);

        assertThat(out).containsPattern("key +awk_[0-9a-f]{8}_");
    }

    @Test
    void shouldRotateAndRevoke() throws Exception {
        add();
        assertThat(run("rotate", "ranger-app", "--overlap", "PT1H", "--expires", "P90D", "--output", "json"))
                .as(err)
                .isEqualTo(ExitCode.DONE);
        String second = json().get("keyId").asText();
        assertThat(json().get("keyBeforeUntil").asText()).isEqualTo("2026-05-01T03:00:00Z");
        assertThat(json().get("expiresAt").asText()).isEqualTo("2026-07-30T02:00:00Z");

        assertThat(run("revoke", "ranger-app", "--key", second, "--output", "json"))
                .isEqualTo(ExitCode.DONE);
        assertThat(json().get("revoked")).extracting(JsonNode::asText).containsExactly(second);
        assertThat(err).contains("Within 2 seconds");

        assertThat(run("--output", "json")).isEqualTo(ExitCode.DONE);
        JsonNode row = json().get(0);
        assertThat(row.get("liveKeys").asInt()).isEqualTo(1);
        assertThat(row.get("keys").findValuesAsText("state")).containsExactly("LIVE", "REVOKED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            add ranger-app                               | --kinds
            add ranger-app --kinds leopards              | 'leopards' is no kind: expected sightings, poaching-alerts, patrol-positions.
            add ranger/app --kinds sightings             | none of them a slash
            add canary --kinds sightings                 | the system's own source
            add ranger-app --kinds sightings --expires P6Y | at most P5Y
            add ranger-app --kinds sightings --expires -P1D | nothing below zero
            add ranger-app --kinds sightings --expires year | such as P1Y (a year), P90D (days)
            rotate ranger-app                            | There is no source 'ranger-app'
            rotate ranger-app --overlap P91D             | at most P90D
            revoke ranger-app                            | There is no source 'ranger-app'
            """)
    void shouldRefuseWhatCantBeRightAndChangeNothing(String arguments, String sentence) {
        assertThat(run(arguments.split(" "))).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(err).contains(sentence);
        assertThat(out).isEmpty();
        assertThat(store.read(Topics.SOURCES)).isEmpty();
    }
}
