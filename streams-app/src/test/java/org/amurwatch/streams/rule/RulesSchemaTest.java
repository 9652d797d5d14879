package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PlaceKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.SignalKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** An editor that knows the schema and the reader say the same, as far as a schema can say it. */
class RulesSchemaTest {

    private static final String EVERYTHING = text("/rules/everything.yaml");
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text("/rules/rules.schema.json"));

    @ParameterizedTest
    @ValueSource(strings = {"/rules/everything.yaml", "/rules/russia.yaml", "/rules/china.yaml"})
    void shouldBothTakeAGoodFile(String file) {
        assertThat(RulesFile.read(file, text(file), 1).mistakes()).isEmpty();
        assertThat(bySchema(text(file))).isEmpty();
    }

    /** Each line: what of the good file becomes what, in which line the reader tells it, and by which words. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: everything             | name: Every Thing            | 1  | small letters
            about:                       | abuot:                       | 2  | Did you mean 'about'?
            reviewAfter: 5 min           | reviewAfter: 5 minutes       | 6  | such as '30 min'
            reviewAfter: 5 min           | reviewAfter: 5               | 6  | such as '30 min'
            patrolWithin: 1.5 km         | patrolWithin: 1.5 miles      | 10 | such as '500 m'
            sensitivity: 0.25            | sensitivity: high            | 13 | Expected a number
            sensitivity: 0.25            | sensitivity: 101             | 13 | from -100 to 100
            base: -2                     | baes: -2                     | 15 | Did you mean 'base'?
            weight: 1.5,                 | weight: much,                | 17 | Expected a number
            [dark, kind.VEHICLE]         | [dark > 1]                   | 17 | Expected a figure
            , reason: Few drive at night.| NOTHING                      | 17 | 'reason' is missing
            name: odd                    | name: 7                      | 21 | Expected a text
            kind: threshold              | kind: thresholds             | 23 | Did you mean 'threshold'?
            severity: warning            | severity: bad                | 24 | Known are critical, info
            level: review                | level: page                  | 25 | Known are dispatch, none
            maxAge: 90 min               | maxAge: [90 min]             | 26 | a list
            events: 3                    | events: 0                    | 28 | from 1 to 50
            events: 3                    | events: 2.5                  | 28 | whole number
            within: 5 km                 | withni: 5 km                 | 29 | Did you mean 'within'?
            kinds: [HUMAN_PRESENCE,      | kinds: [HUMAN_PRESENSE,      | 32 | Did you mean 'HUMAN_PRESENCE'?
            kinds: [HUMAN_PRESENCE,      | kinds: [VEHICLE,             | 32 | stands twice
            explained: also              | explained: maybe             | 33 | Known are also
            countries: [RU, CN]          | countries: [Russia]          | 35 | two capitals
            near: {strict-reserve: 0 m   | near: {reserve: 0 m          | 36 | 'reserve' is no key
            trail: 2 km                  | trail: near                  | 36 | such as '500 m'
            far: {village: 3 km}         | far: {}                      | 37 | Expected a place
            , unknown: match             | NOTHING                      | 38 | 'unknown' is missing
            dark: true                   | dark: 1                      | 39 | true or false
            dark: true                   | moon: true                   | 39 | 'moon' is no key
            sunBelow: -8                 | sunBelow: -98                | 40 | from -90 to 90
            season: ["11-01/03-31"]      | season: [winter]             | 42 | month-day
            days: [mon, sun]             | days: [monday]               | 43 | Known are fri
            hours: ["21:00-04:00"]       | hours: ["9-5"]               | 44 | hours such as
            methods: [camera-trap,       | methods: [camera,            | 45 | not known as 'methods'
            told: machine                | told: robot                  | 46 | Known are machine, people
            probability: 0.8             | probability: 80              | 47 | from 0 to 1
            count: 2                     | count: none                  | 48 | Expected a number
            individual: unknown          | individual: Kedrovka         | 49 | Known are known
            suspicion: 1.5               | suspicion: very              | 51 | Expected a number
            , zh: "人"}                   | }                            | 52 | 'zh' is missing
            ru: "Люди"                   | ko: "사람"                      | 52 | 'ko' is no key
            {territory}                  | {teritory}                   | 52 | Did you mean 'territory'?
            {count} {kind}               | {count} kind}                | 52 | A brace stands alone
            after: 48 h                  | before: 48 h                 | 62 | 'before' is no key
            origins: any                 | origins: same                | 74 | Known are any
            of: station                  | of: village                  | 81 | Known are individual, station
            per: station                 | per: territory               | 91 | Known are station
            chance: 0.001                | chance: 2                    | 93 | from 0 to 1
            line: border                 | line: wall                   | 102| not known as 'line'
            fasterThan: 4                | fasterThan: 4 km/h           | 132| Expected a number
            """)
    void shouldBothRefuseAMistake(String good, String bad, int line, String sentence) {
        String wrong = changed(good, bad);

        assertTold(wrong, line, sentence);
        assertThat(bySchema(wrong)).as("the schema refuses it too").isNotEmpty();
    }

    /** A schema compares nothing with anything else. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name: followed               | name: odd                    | 53 | stands already in line 21
            [leopard]                    | [lepard]                     | 59 | Did you mean 'leopard'?
            [dark, kind.VEHICLE]         | [dusk, kind.VEHICLE]         | 17 | 'dusk' is no figure
            [dark, kind.VEHICLE]         | [dark, kind.VEHICEL]         | 17 | Did you mean 'kind.VEHICLE'?
            maxAge: 90 min               | maxAge: 2 h                  | 26 | may only be narrower
            far: {village: 3 km}         | far: {trail: 2 km}           | 32 | can never match
            sunAbove: -40.5              | sunAbove: -8                 | 32 | can never match
            from: 1, below: 10           | from: 10, below: 10          | 32 | can never match
            hours: ["21:00-04:00"]       | hours: ["21:00-21:00"]       | 32 | whole day or nothing
            hours: ["21:00-04:00"]       | hours: ["25:00-04:00"]       | 44 | hours such as
            season: ["11-01/03-31"]      | season: ["11-01/02-30"]      | 42 | month-day
            individual: unknown          | individual: known            | 32 | can never match
            from: 1 km                   | from: 2 km                   | 113| can never match
            coolDown: 1 h                | coolDown: 61 d               | 27 | from 1 s to 60 d
            window: 24 h                 | window: 12 h                 | 92 | from noon to noon
            """)
    void shouldTellInTheReaderWhatNoSchemaCanSay(String good, String bad, int line, String sentence) {
        String wrong = changed(good, bad);

        assertTold(wrong, line, sentence);
        assertThat(bySchema(wrong)).isEmpty();
    }

    @Test
    void shouldKnowTheSameWordsInBoth() throws IOException {
        JsonNode definitions =
                new ObjectMapper().readTree(text("/rules/rules.schema.json")).at("/$defs");
        JsonNode selector = definitions.at("/selector/properties");
        JsonNode rule = definitions.at("/rule/oneOf/0/properties");

        assertThat(words(selector.at("/kinds/items/enum")))
                .isEqualTo(Words.asTheyAre(AlertKind.class).keySet());
        assertThat(words(selector.at("/signals/items/enum")))
                .isEqualTo(Words.small(SignalKind.class).keySet());
        assertThat(words(selector.at("/methods/items/enum")))
                .isEqualTo(Words.small(ObservationMethod.class).keySet());
        assertThat(words(selector.at("/days/items/enum")))
                .isEqualTo(Words.days().keySet());
        assertThat(words(definitions.at("/place/enum")))
                .isEqualTo(Words.small(PlaceKind.class).keySet());
        assertThat(words(rule.at("/severity/enum")))
                .isEqualTo(Words.small(Severity.class).keySet());
        assertThat(words(rule.at("/level/enum")))
                .isEqualTo(Words.small(PageLevel.class).keySet());
        assertThat(StreamSupport.stream(definitions.at("/rule/oneOf").spliterator(), false)
                        .map(kind -> kind.at("/properties/kind/const").asText())
                        .collect(Collectors.toSet()))
                .isEqualTo(Words.small(RuleKind.class).keySet());
        Rule.PLACEHOLDERS.forEach(placeholder ->
                assertThat(definitions.at("/message/pattern").asText()).contains(placeholder));
    }

    private static void assertTold(String yaml, int line, String sentence) {
        List<Mistake> mistakes = RulesFile.read("rules.yaml", yaml, 1).mistakes();
        assertThat(mistakes)
                .as("a mistake in line %d with '%s'", line, sentence)
                .anyMatch(
                        mistake -> mistake.line() == line && mistake.sentence().contains(sentence));
    }

    private static String changed(String good, String bad) {
        int at = EVERYTHING.indexOf(good);
        assertThat(at).as("'%s' stands in the good file", good).isNotNegative();
        return EVERYTHING.substring(0, at)
                + (bad.equals("NOTHING") ? "" : bad)
                + EVERYTHING.substring(at + good.length());
    }

    private static Set<String> words(JsonNode list) {
        Set<String> words = new TreeSet<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    /** SnakeYAML, as editors do, puts what an alias stands for in its place. */
    private static List<String> bySchema(String yaml) {
        JsonNode document = new ObjectMapper().valueToTree(new Yaml().<Object>load(yaml));
        return SCHEMA.validate(document).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private static String text(String resource) {
        try (InputStream in = RulesSchemaTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
