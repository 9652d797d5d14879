package org.amurwatch.producer.confidential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFormTest {

    private static final Instant NOW = Instant.parse("2026-01-17T06:18:44Z");

    private static final String WHOLE = """
            kind: snare
            informant: oak-7
            name: Somebody
            number: +7 000 0001
            text: "Two at the spring: he comes on Fridays."
            latitude: 43.1234
            longitude: 131.4567
            uncertaintyMetres: 300
            at: 2026-01-17T16:00+10:00
            count: 2
            """;

    @Test
    void shouldReadAFormAsItIsTyped() {
        ReportForm form = ReportForm.parse(WHOLE, NOW);
        assertThat(form.kind()).isEqualTo(AlertKind.SNARE);
        assertThat(form.informant()).isEqualTo("oak-7");
        assertThat(form.name()).isEqualTo("Somebody");
        assertThat(form.number()).isEqualTo("+7 000 0001");
        assertThat(form.text()).contains("Fridays");
        assertThat(form.exact().getLatitude()).isEqualTo(43.1234);
        assertThat(form.exact().getLongitude()).isEqualTo(131.4567);
        assertThat(form.exact().getUncertaintyMetres()).isEqualTo(300);
        assertThat(form.at()).isEqualTo("2026-01-17T06:00:00Z");
        assertThat(form.count()).isEqualTo(2);
        assertThat(form.urgent()).isFalse();
    }

    @Test
    void shouldTakeATelephoneNumberForNoNumber() {
        assertThat(ReportForm.parse(WHOLE.replace("+7 000 0001", "+70000001"), NOW)
                        .number())
                .isEqualTo("+70000001");
        assertThat(ReportForm.parse(WHOLE.replace("+7 000 0001", "007"), NOW).number())
                .isEqualTo("007");
    }

    @Test
    void shouldTakeAFormWithNoMoreThanItMustHave() {
        ReportForm form = ReportForm.parse("""
                kind: CAMP
                informant: oak-7
                latitude: -43
                longitude: 131
                at: 2026-01-17T16:00[Asia/Vladivostok]
                urgent: true
                name:
                """, NOW);
        assertThat(form.name()).isNull();
        assertThat(form.text()).isNull();
        assertThat(form.count()).isNull();
        assertThat(form.exact().getUncertaintyMetres()).isNull();
        assertThat(form.urgent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: snare         | kind: secret-word   | kind: expected one of",
                "informant: oak-7    | informant:          | informant: missing",
                "latitude: 43.1234   | latitude: 91.2345   | latitude: expected a number from -90 to 90",
                "latitude: 43.1234   | latitude: NaN       | latitude: expected a number",
                "longitude: 131.4567 | text2: x            | a field that is not of it",
                "longitude: 131.4567 | # none              | longitude: missing",
                "count: 2            | count: 2.5          | count: expected a whole number",
                "count: 2            | count: 0            | count: expected a number from 1",
                "count: 2            | count: [1, 2]       | is not one value",
                "count: 2            | urgent: maybe       | urgent: expected true or false",
                "count: 2            | kind: CAMP          | stands in it twice",
                "16:00+10:00         | 16:00               | at: expected a time",
                "2026-01-17T16       | 2027-01-17T16       | at: expected a time",
            })
    void shouldNameAFaultAndNeverWhatStandsThere(String said, String instead, String fault) {
        assertThat(WHOLE).contains(said);
        assertThatThrownBy(() -> ReportForm.parse(WHOLE.replace(said, instead), NOW))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(fault)
                .hasMessageContaining("Nothing was sent")
                .satisfies(failure -> assertThat(failure.getMessage())
                        .doesNotContain("secret-word", "91.2345", "text2", "maybe", "oak-7", "Somebody", "Fridays"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "oak-7",
                "[oak-7]",
                "kind: {",
                "a: &x [*x]",
                "\u0000",
                "- oak-7: \"",
                "kind: oak-7\n\tname: x"
            })
    void shouldRefuseWhatIsNoFormWithoutCitingIt(String text) {
        assertThatThrownBy(() -> ReportForm.parse(text, NOW))
                .isInstanceOf(CommandFailure.class)
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("oak-7"));
    }
}
