package org.amurwatch.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Generations;
import org.amurwatch.topic.Groups;
import org.amurwatch.topic.RegistryTopics;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.amurwatch.topic.Transactions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each party may do on the brokers: the topics by the catalogue's writers and readers, and beside them the groups,
 * transactions and internal topics that its work needs. What stands here in no rule is refused.
 *
 * <p>READ and WRITE imply DESCRIBE for Kafka, so that DESCRIBE stands here only where it comes alone.
 */
public final class AccessRules {

    private static final String THE_CLUSTER = "kafka-cluster";

    private final List<AccessRule> rules = new ArrayList<>();

    private AccessRules() {}

    /** All rules, by party. */
    public static List<AccessRule> all() {
        AccessRules access = new AccessRules();
        access.catalogue();
        access.producer();
        access.ingest();
        access.application(Party.DECISIONS, Generations.DECISIONS_PREFIX);
        access.application(Party.RECORDS, Generations.RECORDS_PREFIX);
        access.records();
        access.dispatch();
        access.reader();
        access.dashboard();
        access.partners();
        access.operator();
        access.registry();
        return access.rules.stream().distinct().sorted().toList();
    }

    private void catalogue() {
        for (Topic<?> topic : topics()) {
            topic.writers().forEach(party -> allow(party, TOPIC, LITERAL, topic.name(), WRITE));
            topic.readers().forEach(party -> allow(party, TOPIC, LITERAL, topic.name(), READ));
        }
    }

    /** Imports keep behind the alert path, and loading waits until its instances have applied what was loaded. */
    private void producer() {
        allow(Party.PRODUCER, GROUP, PREFIXED, Generations.DECISIONS_PREFIX, DESCRIBE);
        allow(Party.PRODUCER, GROUP, PREFIXED, Generations.RECORDS_PREFIX, DESCRIBE);
        // Where it ends, and nothing of what is in it.
        allow(Party.PRODUCER, TOPIC, LITERAL, Topics.SECTOR_EVENTS.name(), DESCRIBE);
        seeDisks(Party.PRODUCER);
        // Of several commands that change sources, one goes on.
        allow(Party.PRODUCER, TRANSACTIONAL_ID, LITERAL, Transactions.SOURCES, WRITE);
    }

    /** What others send is refused while the brokers' disks are full. */
    private void ingest() {
        seeDisks(Party.INGEST);
    }

    /** A Streams application names its group, its transactions and its internal topics by its application id. */
    private void application(Party party, String prefix) {
        allow(party, GROUP, PREFIXED, prefix, READ);
        allow(party, TRANSACTIONAL_ID, PREFIXED, prefix, WRITE);
        allow(party, TOPIC, PREFIXED, prefix, CREATE, READ, WRITE);
        // A rebuild runs the next generation of it, on copies of what it derives.
        allow(party, TOPIC, PREFIXED, Generations.STAGED_PREFIX, READ, WRITE);
    }

    /** Nothing is called silent before decisions has passed all that was sent: where that ends, and nothing of what is in it. */
    private void records() {
        allow(Party.RECORDS, GROUP, PREFIXED, Generations.DECISIONS_PREFIX, DESCRIBE);
        for (Topic<?> topic : List.of(Topics.SIGHTINGS, Topics.POACHING_ALERTS, Topics.DEPLOYMENTS)) {
            allow(Party.RECORDS, TOPIC, LITERAL, topic.name(), DESCRIBE);
        }
    }

    private void dispatch() {
        allow(Party.DISPATCH, GROUP, LITERAL, Groups.DISPATCH, READ);
        allow(Party.DISPATCH, GROUP, PREFIXED, Groups.AUDIT_HEADS_PREFIX, READ);
    }

    /** Read commands wait until both applications have passed what was in the field topics. */
    private void reader() {
        seeProgress(Party.READER);
    }

    /** Its page about the system's health tells how far each step is. */
    private void dashboard() {
        seeProgress(Party.DASHBOARD);
        allow(Party.DASHBOARD, GROUP, LITERAL, Groups.DISPATCH, DESCRIBE);
    }

    private void partners() {
        allow(Party.PARTNERS, GROUP, PREFIXED, Groups.PARTNER_PREFIX, READ);
    }

    /** How far both applications are: where their topics end, and nothing of what is in them. */
    private void seeProgress(Party party) {
        allow(party, GROUP, PREFIXED, Generations.DECISIONS_PREFIX, DESCRIBE);
        allow(party, GROUP, PREFIXED, Generations.RECORDS_PREFIX, DESCRIBE);
        // Sightings of known animals go through a topic of the application's own.
        allow(party, TOPIC, PREFIXED, Generations.RECORDS_PREFIX, DESCRIBE);
        for (Topic<?> topic : Topics.all()) {
            if (topic.readers().contains(Party.DECISIONS)) {
                allow(party, TOPIC, LITERAL, topic.name(), DESCRIBE);
            }
        }
    }

    /** Balance reads an application's state; a rebuild makes, fills and deletes topics and groups of a generation. */
    private void operator() {
        for (String prefix : List.of(Generations.DECISIONS_PREFIX, Generations.RECORDS_PREFIX)) {
            allow(Party.OPERATOR, GROUP, PREFIXED, prefix, READ, DELETE);
            allow(Party.OPERATOR, TOPIC, PREFIXED, prefix, CREATE, READ, WRITE, DELETE, DESCRIBE_CONFIGS);
        }
        allow(Party.OPERATOR, TOPIC, PREFIXED, Generations.STAGED_PREFIX, CREATE, READ, WRITE, DELETE);
        allow(Party.OPERATOR, GROUP, LITERAL, Groups.DISPATCH, DESCRIBE);
        allow(Party.OPERATOR, GROUP, PREFIXED, Groups.PARTNER_PREFIX, DESCRIBE);
        Topics.all().forEach(topic -> allow(Party.OPERATOR, TOPIC, LITERAL, topic.name(), DESCRIBE, DESCRIBE_CONFIGS));
        seeDisks(Party.OPERATOR);
    }

    /** It reads its journal in a new group at each start. */
    private void registry() {
        allow(Party.REGISTRY, GROUP, PREFIXED, RegistryTopics.GROUP_PREFIX, READ);
    }

    private static List<Topic<?>> topics() {
        return Stream.concat(Topics.all().stream(), RegistryTopics.all().stream())
                .toList();
    }

    /** Brokers tell how full their disks are to those who may describe the cluster. */
    private void seeDisks(Party party) {
        allow(party, CLUSTER, LITERAL, THE_CLUSTER, DESCRIBE);
    }

    private void allow(Party party, ResourceType type, PatternType pattern, String name, AclOperation... operations) {
        for (AclOperation operation : operations) {
            rules.add(new AccessRule(party, type, pattern, name, operation));
        }
    }

    /** Whether the rules let a party do something with a topic, as a broker decides it. */
    public static boolean allows(Collection<AccessRule> rules, Party party, String topic, AclOperation operation) {
        return rules.stream().anyMatch(rule -> rule.party() == party && rule.allows(topic, operation));
    }
}
