package org.amurwatch.producer.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.AgreedIndividual;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.TimePrecision;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgreementsTest {

    private static final String HEAD = "agreements:\n  - id: hunchun\n    name: Hunchun reserve\n";

    @Test
    void shouldReadAnAgreement() {
        List<Agreement> read = Agreements.parse(HEAD + """
                            species: [Panthera pardus orientalis, Panthera tigris]
                            kinds: [snare, gunshot]
                            territories: [kedrovaya]
                            precision: "0.01"
                            times: moment
                            delay: PT6H
                            individuals: {Leo 12M: M7}
                            sources: [hunchun-amurwatch]
                            from: 2026-11-01T00:00:00+10:00
                            until: 2027-11-01T00:00:00+10:00
                            review: 2027-05-01T00:00:00+10:00
                        """, "agreements.yaml");

        assertThat(read).singleElement().satisfies(agreement -> {
            assertThat(agreement.getAudience()).isEqualTo(Audience.PARTNER);
            assertThat(agreement.getSpecies()).containsExactly("Panthera pardus orientalis", "Panthera tigris");
            assertThat(agreement.getKinds()).containsExactly(AlertKind.SNARE, AlertKind.GUNSHOT);
            assertThat(agreement.getPrecision()).isEqualTo(GridPrecision.HUNDREDTH);
            assertThat(agreement.getTimePrecision()).isEqualTo(TimePrecision.MOMENT);
            assertThat(Duration.ofMillis(agreement.getDelayMillis())).isEqualTo(Duration.ofHours(6));
            assertThat(agreement.getIndividuals()).containsExactly(new AgreedIndividual("Leo 12M", "M7"));
            assertThat(agreement.getSourceIds()).containsExactly("hunchun-amurwatch");
            assertThat(agreement.getStartAt()).isEqualTo(Instant.parse("2026-10-31T14:00:00Z"));
        });
    }

    @Test
    void shouldTakeTheLeastForWhatIsNotSaid() {
        Agreement agreement = Agreements.parse(
                        HEAD + "    precision: withheld\n    from: 2026-11-01T00:00:00Z\n", "agreements.yaml")
                .get(0);

        assertThat(agreement.getAllSpecies()).isFalse();
        assertThat(agreement.getSpecies()).isEmpty();
        assertThat(agreement.getKinds()).isEmpty();
        assertThat(agreement.getPrecision()).isEqualTo(GridPrecision.WITHHELD);
        assertThat(agreement.getTimePrecision()).isEqualTo(TimePrecision.DAY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            precision: 0.1                                   | a number stands in quotes
            precision: "0.5"                                 | expected "1, 0.1, 0.01, 0.001 (degrees) or withheld", in quotes
            precision: "0.1", kinds: [sos]                   | SOS is never released
            precision: "0.1", delay: 6 hours                 | expected a duration
            precision: "0.1", species: [all, Lynx lynx]      | names all, and some
            precision: "0.1", until: 2026-10-01T00:00:00Z    | expected a time after 'from'
            precision: "0.01", audience: public              | expected 0.1, 1 or withheld for the public
            precision: "0.1", individuals: {A: x, B: x}      | two animals are called 'x'
            precision: "0.1", level: high                    | is no field of an agreement
            """)
    void shouldSayWhatIsWrong(String fields, String sentence) {
        String text = "agreements: [{id: hunchun, name: Hunchun, from: 2026-11-01T00:00:00Z, " + fields + "}]";

        assertThatThrownBy(() -> Agreements.parse(text, "agreements.yaml"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void shouldRefuseAnIdThatCanNotStandInAnAddress() {
        assertThatThrownBy(() -> Agreements.parse(
                        "agreements: [{id: Hunchun Reserve, name: x, precision: \"1\", from: 2026-11-01T00:00:00Z}]",
                        "agreements.yaml"))
                .hasMessageContaining("lower-case letters");
    }
}
