package org.amurwatch.consumer.partner.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.consumer.partner.standin.PartnerEntries;
import org.amurwatch.consumer.partner.standin.Released;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnersFileTest {

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() {
        file = folder.resolve("partners.yaml");
        PartnerEntries.write(folder.resolve("key"), "s3cret\n");
    }

    private PartnersFile read(String yaml) {
        PartnerEntries.write(file, yaml);
        return new PartnersFile(file);
    }

    @Test
    void shouldReadPartnersWithWhatTheFileLeavesOut() {
        PartnersFile read = read("""
                partners:
                  - {id: hq, kind: earthranger, url: "https://hq.pamdas.org/", tokenFile: key,
                     eventSource: 0f1c2d3e-4a5b-4c6d-8e9f-0a1b2c3d4e5f, types: {TRAP: mytrap_rep}, priorities: {GUNSHOT: 300}}
                  - {id: gundi, kind: gundi, keyFile: key, paused: true}
                  - {id: visitor, kind: feed, feedTokenSha256: %s}
                """.formatted(HASH));

        Partner site = read.find("hq").orElseThrow();
        EarthRangerTarget target = (EarthRangerTarget) site.target();
        assertThat(target.url()).hasToString("https://hq.pamdas.org");
        assertThat(target.token().reveal()).isEqualTo("s3cret");
        assertThat(target.types().of(Released.snare(1).build())).isEqualTo("snare_rep");
        assertThat(target.types().of(Released.snare(1).setKind(AlertKind.TRAP).build()))
                .isEqualTo("mytrap_rep");
        assertThat(target.types().of(Released.leopard(1).build())).isEqualTo("wildlife_sighting_rep");
        assertThat(target.priorities()).containsEntry(AlertKind.GUNSHOT, 300);
        Partner gundi = read.find("gundi").orElseThrow();
        assertThat(gundi.paused()).isTrue();
        assertThat(gundi.betweenAttempts()).isEqualTo(Duration.ofMinutes(1));
        Partner visitor = read.find("visitor").orElseThrow();
        assertThat(visitor.isSentTo()).isFalse();
        assertThat(visitor.feedTokenSha256()).contains(HASH);
        assertThat(site.toString() + target).doesNotContain("s3cret");
    }

    @Test
    void shouldTellEachMistakeInASentence() {
        assertThatThrownBy(() -> read("""
                partners:
                  - {id: a, kind: telegraph}
                  - {id: b, kind: amurwatch, url: "https://x.example", key: inline}
                  - {id: c, kind: amurwatch, url: "https://x.example", keyFile: key, colour: red}
                  - {id: d, kind: webhook, url: "https://x.example", secretFile: key}
                  - {id: e, kind: smart, url: "https://x.example", user: u, passwordFile: key,
                     conservationArea: 0f1c2d3e-4a5b-4c6d-8e9f-0a1b2c3d4e5f, timeZone: Asia/Vladivostok}
                  - {id: f, kind: feed, feedTokenSha256: short}
                  - {id: g, kind: earthranger, url: "https://x.example", tokenFile: key, eventSource: mine}
                  - {id: h, kind: gundi, keyFile: key, types: {SNAIL: snare_rep}}
                  - {id: h2, kind: gundi, keyFile: nowhere}
                  - {id: j, kind: earthranger, url: "https://x.example", tokenFile: key,
                     eventSource: 0f1c2d3e-4a5b-4c6d-8e9f-0a1b2c3d4e5f, priorities: {SNARE: 0}}
                  - {id: k, kind: gundi, keyFile: key, priorities: {SNARE: 200}}
                  - {id: i, kind: feed}
                  - {id: i, kind: feed}
                """))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("('a'): Its 'kind' is none of amurwatch, earthranger")
                .hasMessageContaining("('b'): Its 'key' may not stand here")
                .hasMessageContaining("('c'): Its kind has no 'colour'")
                .hasMessageContaining("('d'): A webhook's secret begins with 'whsec_'")
                .hasMessageContaining("('e'): It has no 'mapping'")
                .hasMessageContaining("('f'): Its 'feedTokenSha256' is no SHA-256")
                .hasMessageContaining("('g'): Its 'eventSource' is no UUID")
                .hasMessageContaining("('h'): Its 'types' names something that is no kind")
                .hasMessageContaining("can't be read")
                .hasMessageContaining("('j'): Its 'priorities' are not written as 'KIND: 100, 200 or 300'")
                .hasMessageContaining("('k'): Its kind has no 'priorities'")
                .hasMessageContaining("Two partners have the id 'i'")
                .hasMessageNotContaining("inline")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void shouldStayAsItWasWhenAChangeCannotBeUsed() {
        PartnersFile read = read("partners: [{id: a, kind: feed}]");
        PartnerEntries.write(file, "partners: [{id: a, kind: nonsense}]");
        read.refresh();
        assertThat(read.find("a")).isPresent();

        PartnerEntries.write(file, "partners: [{id: b, kind: feed}]");
        read.refresh();
        assertThat(read.all()).extracting(Partner::id).containsExactly("b");
    }

    @Test
    void shouldFindAPartnerUnchangedThatIsReadAgain() {
        PartnerEntries.write(folder.resolve("hook"), "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");
        String yaml = """
                partners:
                  - {id: a, kind: webhook, url: "https://x.example", secretFile: hook}
                  - {id: b, kind: smart, url: "https://x.example", user: u, passwordFile: key, timeZone: Asia/Vladivostok,
                     conservationArea: 0f1c2d3e-4a5b-4c6d-8e9f-0a1b2c3d4e5f, mapping: {SNARE: {category: a.b}}}
                  - {id: c, kind: gundi, keyFile: key}
                  - {id: d, kind: mqtt, host: localhost, tls: none, topic: a/b}
                """;
        PartnersFile read = read(yaml);
        var before = read.all();
        read.refresh();

        assertThat(read.all())
                .as("else its worker would begin anew every two seconds")
                .isEqualTo(before);
        PartnerEntries.write(folder.resolve("key"), "another");
        read.refresh();
        assertThat(read.find("c")).isNotEqualTo(java.util.Optional.of(before.get(2)));
    }
}
