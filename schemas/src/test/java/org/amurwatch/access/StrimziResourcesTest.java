package org.amurwatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.security.Party;
import org.amurwatch.topic.RegistryTopics;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class StrimziResourcesTest {

    private static final int PARTITIONS = 12;
    private static final short COPIES = 3;

    private final List<JsonNode> resources = read(new StrimziResources("park", PARTITIONS, COPIES).yaml());

    @Test
    void shouldHaveNamesThatKubernetesTakesOnceEachAndBelongToTheCluster() {
        assertThat(resources).isNotEmpty().allSatisfy(resource -> {
            assertThat(resource.at("/apiVersion").asText()).isEqualTo("kafka.strimzi.io/v1");
            assertThat(resource.at("/kind").asText()).isIn("KafkaTopic", "KafkaUser");
            assertThat(resource.at("/metadata/labels/strimzi.io~1cluster").asText())
                    .isEqualTo("park");
            // RFC 1123, as Kubernetes has it for names of resources.
            assertThat(name(resource))
                    .hasSizeLessThan(254)
                    .matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
        });
        assertThat(resources)
                .extracting(resource -> resource.at("/kind").asText() + " " + name(resource))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveEachTopicWithItsPartitionsCopiesAndSettings() {
        List<Topic<?>> expected = Stream.concat(Topics.all().stream(), RegistryTopics.all().stream())
                .toList();
        List<JsonNode> topics = of("KafkaTopic");

        assertThat(topics)
                .extracting(StrimziResourcesTest::name)
                .containsExactlyElementsOf(expected.stream().map(Topic::name).toList());
        for (int i = 0; i < expected.size(); i++) {
            JsonNode spec = topics.get(i).get("spec");
            assertThat(spec.get("partitions").intValue())
                    .isEqualTo(expected.get(i).partitioned() ? PARTITIONS : 1);
            assertThat(spec.get("replicas").intValue()).isEqualTo(COPIES);
            assertThat(spec.get("config")).allMatch(JsonNode::isTextual);
            assertThat(spec.at("/config/min.insync.replicas").asText()).isEqualTo("2");
            assertThat(spec.at("/config/cleanup.policy").asText())
                    .isEqualTo(expected.get(i).cleanup().policy());
            assertThat(spec.at("/config").has("flush.messages"))
                    .as("three copies need no flush")
                    .isFalse();
        }
    }

    @Test
    void shouldHaveAUserForEachPartyWithRulesWhoProvesItselfByScram() {
        assertThat(of("KafkaUser"))
                .extracting(StrimziResourcesTest::name)
                .containsExactlyInAnyOrderElementsOf(AccessRules.all().stream()
                        .map(rule -> rule.party().principal())
                        .distinct()
                        .toList());
        assertThat(of("KafkaUser")).allSatisfy(user -> {
            assertThat(user.at("/spec/authentication/type").asText()).isEqualTo("scram-sha-512");
            assertThat(user.at("/spec/authorization/type").asText()).isEqualTo("simple");
        });
    }

    @Test
    void shouldAllowWhatTheRulesAllow() {
        Set<AccessRule> read = new TreeSet<>();
        for (JsonNode user : of("KafkaUser")) {
            for (JsonNode acl : user.at("/spec/authorization/acls")) {
                acl.get("operations").forEach(operation -> read.add(rule(name(user), acl.get("resource"), operation)));
            }
        }
        assertThat(read).containsExactlyElementsOf(AccessRules.all());
    }

    private static AccessRule rule(String user, JsonNode resource, JsonNode operation) {
        Party party = Stream.of(Party.values())
                .filter(one -> one.principal().equals(user))
                .findFirst()
                .orElseThrow();
        ResourceType type =
                ResourceType.valueOf(words(resource.get("type").asText()).toUpperCase(Locale.ROOT));
        if (type == ResourceType.CLUSTER) {
            assertThat(resource.size()).as("a cluster has no name").isOne();
        }
        return new AccessRule(
                party,
                type,
                resource.path("patternType").asText("literal").equals("prefix")
                        ? PatternType.PREFIXED
                        : PatternType.LITERAL,
                resource.path("name").asText("kafka-cluster"),
                AclOperation.valueOf(words(operation.asText()).toUpperCase(Locale.ROOT)));
    }

    /** DescribeConfigs and describeConfigs: describe_configs. */
    private static String words(String name) {
        return Stream.of(name.split("(?<=[a-z])(?=[A-Z])", -1)).collect(Collectors.joining("_"));
    }

    private List<JsonNode> of(String kind) {
        return resources.stream()
                .filter(resource -> resource.get("kind").asText().equals(kind))
                .toList();
    }

    private static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }

    private static List<JsonNode> read(String yaml) {
        YAMLMapper mapper = new YAMLMapper();
        try (MappingIterator<JsonNode> documents =
                mapper.readerFor(JsonNode.class).readValues(yaml)) {
            return documents.readAll();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
