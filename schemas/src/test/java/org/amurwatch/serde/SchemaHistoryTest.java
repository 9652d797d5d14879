package org.amurwatch.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The history of schemas is whole, and the current schemas may follow it. Freezes them when asked to: see {@link #FREEZE}. */
class SchemaHistoryTest {

    private static final String FREEZE =
            "mvn -pl schemas -am test -Dtest=SchemaHistoryTest -Dsurefire.failIfNoSpecifiedTests=false -Damurwatch.freeze-schemas=";

    private static final SchemaFreezer HISTORY = new SchemaFreezer(Path.of("src/main/resources/schema-history"));

    @BeforeAll
    static void freezeIfAsked() {
        String mode = System.getProperty("amurwatch.freeze-schemas");
        if (mode != null) {
            List<Path> written =
                    HISTORY.freeze(KeptRecords.all(), SchemaFreezer.Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
            System.out.println("Frozen: " + written + ". Look at them, commit them, run the tests again.");
            Assumptions.abort("This run froze schemas; nothing was tested.");
        }
    }

    static Stream<Class<? extends SpecificRecord>> records() {
        return KeptRecords.all().stream();
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldEndWithTheCurrentSchema(Class<? extends SpecificRecord> type) {
        List<Schema> versions = HISTORY.versions(type.getSimpleName());
        Schema current = SpecificData.get().getSchema(type);

        assertThat(!versions.isEmpty() && SchemaFreezer.sameButDocs(current, versions.get(versions.size() - 1)))
                .as(
                        "The schema of %s differs from the last of its %d versions in schema-history. If the change is"
                                + " meant, freeze it: '%snew', or '...=replace' while that last version was never released.",
                        type.getSimpleName(), versions.size(), FREEZE)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldLetTheCurrentSchemaFollowEveryEarlierOneInBothDirections(Class<? extends SpecificRecord> type) {
        assertThat(SchemaFreezer.conflicts(SpecificData.get().getSchema(type), HISTORY.versions(type.getSimpleName())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldShipTheWholeHistoryWithTheCode(Class<? extends SpecificRecord> type) {
        assertThat(SchemaHistory.of(type)).isNotEmpty().isEqualTo(HISTORY.versions(type.getSimpleName()));
    }

    @Test
    void shouldKnowNoRecordThatNoTopicAndNoStoreHolds() {
        assertThat(HISTORY.records())
                .containsExactlyElementsOf(
                        KeptRecords.all().stream().map(Class::getSimpleName).toList());
    }
}
