package org.amurwatch.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amurwatch.security.Party;
import org.amurwatch.topic.RegistryTopics;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicAdmin;
import org.amurwatch.topic.Topics;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The catalogue's topics and our users as resources of <a href="https://strimzi.io">Strimzi</a>, which runs Kafka on
 * Kubernetes: {@code KafkaTopic} and {@code KafkaUser}. Its user operator makes the passwords.
 */
public final class StrimziResources {

    /** Of Strimzi 0.49 and newer; 1.0 knows no other. */
    private static final String API = "kafka.strimzi.io/v1";

    private final String cluster;
    private final int partitions;
    private final short replicationFactor;

    /** @param cluster name of the Kafka resource that they belong to */
    public StrimziResources(String cluster, int partitions, short replicationFactor) {
        this.cluster = cluster;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    /** All of them, one YAML document each. */
    public String yaml() {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                .build();
        StringBuilder text = new StringBuilder();
        try {
            for (Map<String, Object> resource : resources()) {
                text.append(mapper.writeValueAsString(resource));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Plain values can't be written as YAML.", e);
        }
        return text.toString();
    }

    private List<Map<String, Object>> resources() {
        List<Map<String, Object>> resources = new ArrayList<>();
        Topics.all().forEach(topic -> resources.add(topic(topic)));
        RegistryTopics.all().forEach(topic -> resources.add(topic(topic)));
        AccessRules.all().stream()
                .collect(Collectors.groupingBy(AccessRule::party, TreeMap::new, Collectors.toList()))
                .forEach((party, rules) -> resources.add(user(party, rules)));
        return resources;
    }

    private Map<String, Object> topic(Topic<?> topic) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("partitions", topic.partitioned() ? partitions : 1);
        spec.put("replicas", replicationFactor);
        spec.put("config", new TreeMap<>(TopicAdmin.settings(topic, replicationFactor, replicationFactor == 1)));
        return resource("KafkaTopic", topic.name(), spec);
    }

    private Map<String, Object> user(Party party, List<AccessRule> rules) {
        Map<List<Object>, List<String>> operations = new LinkedHashMap<>();
        for (AccessRule rule : rules) {
            operations
                    .computeIfAbsent(List.of(rule.type(), rule.pattern(), rule.name()), key -> new ArrayList<>())
                    .add(operation(rule.operation()));
        }
        List<Map<String, Object>> acls = new ArrayList<>();
        operations.forEach((key, allowed) -> {
            Map<String, Object> acl = new LinkedHashMap<>();
            acl.put("resource", aclResource((ResourceType) key.get(0), (PatternType) key.get(1), (String) key.get(2)));
            acl.put("operations", allowed);
            acls.add(acl);
        });
        Map<String, Object> authorization = new LinkedHashMap<>();
        authorization.put("type", "simple");
        authorization.put("acls", acls);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("authentication", Map.of("type", "scram-sha-512"));
        spec.put("authorization", authorization);
        return resource("KafkaUser", party.principal(), spec);
    }

    private static Map<String, Object> aclResource(ResourceType type, PatternType pattern, String name) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put(
                "type",
                switch (type) {
                    case TRANSACTIONAL_ID -> "transactionalId";
                    default -> type.name().toLowerCase(java.util.Locale.ROOT);
                });
        if (type != ResourceType.CLUSTER) {
            resource.put("name", name);
            resource.put("patternType", pattern == PatternType.PREFIXED ? "prefix" : "literal");
        }
        return resource;
    }

    /** DESCRIBE_CONFIGS: DescribeConfigs. */
    private static String operation(AclOperation operation) {
        StringBuilder name = new StringBuilder();
        for (String word : operation.name().split("_", -1)) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.toString();
    }

    private Map<String, Object> resource(String kind, String name, Map<String, Object> spec) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("labels", Map.of("strimzi.io/cluster", cluster));
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("apiVersion", API);
        resource.put("kind", kind);
        resource.put("metadata", metadata);
        resource.put("spec", spec);
        return resource;
    }
}
