package org.amurwatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessRulesTest {

    private static final List<AccessRule> RULES = AccessRules.all();

    private static final Map<Character, AclOperation> LETTERS = Map.of(
            'R', AclOperation.READ,
            'W', AclOperation.WRITE,
            'D', AclOperation.DESCRIBE,
            'C', AclOperation.CREATE,
            'X', AclOperation.DELETE,
            'A', AclOperation.ALTER,
            'P', AclOperation.ALTER_CONFIGS,
            'S', AclOperation.DESCRIBE_CONFIGS);

    static Stream<Topic<?>> topics() {
        return Topics.all().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldLetThoseWriteAndReadATopicWhomTheCatalogueNamesAndNobodyElse(Topic<?> topic) {
        assertThat(allowed(topic, AclOperation.WRITE)).as("writers").isEqualTo(topic.writers());
        assertThat(allowed(topic, AclOperation.READ)).as("readers").isEqualTo(topic.readers());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void shouldLetNobodyChangeOrDeleteATopicOfTheCatalogue(Topic<?> topic) {
        assertThat(Stream.of(AclOperation.DELETE, AclOperation.ALTER, AclOperation.ALTER_CONFIGS, AclOperation.CREATE)
                        .flatMap(operation -> allowed(topic, operation).stream()))
                .isEmpty();
    }

    /** Written out, so that a change of the catalogue is seen here. */
    @Test
    void shouldLetOnlyThoseAtTheTruthWhoseWorkItIs() {
        for (Topic<?> field : List.of(Topics.SIGHTINGS, Topics.POACHING_ALERTS)) {
            assertThat(allowed(field, AclOperation.WRITE))
                    .isEqualTo(EnumSet.of(Party.PRODUCER, Party.INGEST, Party.OPERATOR));
            assertThat(allowed(field, AclOperation.READ))
                    .isEqualTo(EnumSet.of(Party.PRODUCER, Party.DECISIONS, Party.OPERATOR));
        }
    }

    @Test
    void shouldLetTheOperatorAloneReadPrivateDetails() {
        assertThat(allowed(Topics.PRIVATE_DETAILS, AclOperation.READ)).isEqualTo(EnumSet.of(Party.OPERATOR));
        assertThat(allowed(Topics.PRIVATE_DETAILS, AclOperation.WRITE))
                .isEqualTo(EnumSet.of(Party.PRODUCER, Party.INGEST, Party.OPERATOR));
    }

    /** Not even the operator: whoever runs the system does not know who told what. */
    @Test
    void shouldLetTheHandlerAloneReadConfidentialReportsAndNothingElse() {
        assertThat(allowed(Topics.CONFIDENTIAL_REPORTS, AclOperation.READ)).isEqualTo(EnumSet.of(Party.HANDLER));
        assertThat(allowed(Topics.CONFIDENTIAL_REPORTS, AclOperation.WRITE))
                .isEqualTo(EnumSet.of(Party.PRODUCER, Party.HANDLER));
        assertThat(RULES).filteredOn(rule -> rule.party() == Party.HANDLER).allSatisfy(rule -> assertThat(rule.name())
                .isEqualTo(Topics.CONFIDENTIAL_REPORTS.name()));
    }

    @Test
    void shouldHaveNoRuleAboutTheAdminAndNoneThatIsWiderThanItsWork() {
        assertThat(RULES).isNotEmpty().doesNotHaveDuplicates().isSorted().allSatisfy(rule -> {
            assertThat(rule.party()).as("a super user needs no rule").isNotEqualTo(Party.ADMIN);
            assertThat(rule.name()).as("no wildcard").isNotEqualTo("*").isNotBlank();
            assertThat(rule.operation()).as("each right by its name").isNotEqualTo(AclOperation.ALL);
            if (rule.type() == ResourceType.CLUSTER) {
                assertThat(rule.operation()).isEqualTo(AclOperation.DESCRIBE);
            }
        });
    }

    @Test
    void shouldReachNoTopicOfTheCatalogueByAPrefix() {
        assertThat(RULES)
                .filteredOn(rule -> rule.pattern() == PatternType.PREFIXED && rule.type() == ResourceType.TOPIC)
                .isNotEmpty()
                .allSatisfy(rule ->
                        assertThat(Topics.all()).noneMatch(topic -> topic.name().startsWith(rule.name())));
    }

    /** The matrix is written by hand: a rule that is widened or removed differs from it. Brokers are held against it too. */
    @Test
    void shouldAllowWhatTheMatrixSaysAndNothingElse() throws IOException {
        List<List<String>> lines = matrix();
        List<String> header = lines.get(0);
        for (List<String> line : lines.subList(1, lines.size())) {
            ResourceType type =
                    ResourceType.valueOf(line.get(0).replace('-', '_').toUpperCase(Locale.ROOT));
            for (int column = 2; column < header.size(); column++) {
                Party party = Party.valueOf(header.get(column).toUpperCase(Locale.ROOT));
                Set<AclOperation> expected = line.get(column)
                        .replace("-", "")
                        .chars()
                        .mapToObj(letter -> LETTERS.get((char) letter))
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(allowed(party, type, line.get(1)))
                        .as("%s on %s %s", party, type, line.get(1))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldHaveALineOfTheMatrixForEachTopicAndAColumnForEachPartyButTheAdmin() throws IOException {
        List<List<String>> lines = matrix();
        assertThat(lines.stream().filter(line -> line.get(0).equals("topic")).map(line -> line.get(1)))
                .containsAll(Topics.all().stream().map(Topic::name).toList());
        assertThat(lines.get(0).subList(2, lines.get(0).size()))
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Party.ADMIN)).stream()
                        .map(Party::label)
                        .toList());
    }

    private static List<List<String>> matrix() throws IOException {
        try (InputStream in = AccessRulesTest.class.getResourceAsStream("security-matrix.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(String::strip)
                            .toList())
                    .toList();
        }
    }

    private static Set<Party> allowed(Topic<?> topic, AclOperation operation) {
        return Stream.of(Party.values())
                .filter(party -> AccessRules.allows(RULES, party, topic.name(), operation))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Party.class)));
    }

    /** What the rules give, with what Kafka takes to be implied. */
    private static Set<AclOperation> allowed(Party party, ResourceType type, String name) {
        Set<AclOperation> allowed = new TreeSet<>();
        for (AccessRule rule : RULES) {
            boolean named =
                    rule.pattern() == PatternType.PREFIXED ? name.startsWith(rule.name()) : name.equals(rule.name());
            if (rule.party() == party && rule.type() == type && named) {
                allowed.add(rule.operation());
                if (EnumSet.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE)
                        .contains(rule.operation())) {
                    allowed.add(AclOperation.DESCRIBE);
                }
            }
        }
        return allowed;
    }
}
