package org.amurwatch.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.amurwatch.avro.Provenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventKeyTest {

    @Test
    void shouldBeSourceAndEventWithASlashBetween() {
        Provenance provenance = Provenance.newBuilder()
                .setSourceId("leuven")
                .setEventId("2020/06/29:18")
                .setRevision(Instant.EPOCH)
                .build();

        assertThat(EventKey.of(provenance)).hasToString("leuven/2020/06/29:18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "two words", "tab\there", "line\nend"})
    void shouldRefuseASourceIdThatCouldNotBeToldFromTheEventId(String sourceId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventKey(sourceId, "e"))
                .withMessageContaining("A source id has 1 to 100 characters")
                .withMessageContaining("'" + sourceId + "'");
    }

    @Test
    void shouldRefuseASourceIdOfMoreThan100Characters() {
        assertThat(new EventKey("s".repeat(100), "e").sourceId()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKey("s".repeat(101), "e"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void shouldRefuseABlankEventId(String eventId) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventKey("s", eventId))
                .withMessageContaining("An event id has 1 to 300 characters");
    }

    @Test
    void shouldRefuseAnEventIdOfMoreThan300Characters() {
        assertThat(new EventKey("s", "e".repeat(300)).eventId()).hasSize(300);
        assertThatIllegalArgumentException().isThrownBy(() -> new EventKey("s", "e".repeat(301)));
    }
}
