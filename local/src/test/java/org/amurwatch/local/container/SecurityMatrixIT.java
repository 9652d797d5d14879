package org.amurwatch.local.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.amurwatch.security.Party;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who may do what, tried: each principal, each resource, each operation, on a broker as docker-compose.yml has it. */
@NeedsDocker
class SecurityMatrixIT {

    @TempDir
    private static Path folder;

    private static SecurityMatrix matrix;
    private static SecuredSystem system;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        // Each refusal would be an error in the log.
        ((Logger) LoggerFactory.getLogger("org.apache.kafka.clients.Metadata")).setLevel(Level.OFF);
        matrix = SecurityMatrix.read();
        system = SecuredSystem.start(folder);
        new Stage(system.connect(Party.ADMIN), matrix).set();
    }

    @AfterAll
    static void stop() throws IOException {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void shouldBeAboutEveryTopicAndEveryParty() {
        assertThat(matrix.names(ResourceType.TOPIC))
                .containsAll(Topics.all().stream().map(Topic::name).toList());
        Set<String> parties = new TreeSet<>();
        for (Party party : Party.values()) {
            parties.add(party.principal());
        }
        parties.remove(Party.ADMIN.principal());
        assertThat(matrix.principals()).containsExactlyInAnyOrderElementsOf(parties);
    }

    @Test
    void shouldAllowEveryoneWhatTheMatrixSaysAndRefuseAllElse() throws IOException {
        Stage stage = new Stage(system.connect(Party.ADMIN), matrix);
        int allowed = 0;
        int refused = 0;
        List<String> differences = new ArrayList<>();
        for (String principal : matrix.principals()) {
            stage.set();
            Set<Access> succeeded;
            try (Attempts attempts = new Attempts(system.connect(party(principal)), principal)) {
                succeeded = attempts.all(matrix);
            }
            allowed += succeeded.size();
            refused += matrix.conceivable(principal).size() - succeeded.size();
            differences.addAll(differences(matrix.allowed(principal), succeeded));
        }
        report("Security matrix, tried: allowed " + allowed + ", refused " + refused + ", otherwise than expected "
                + differences.size());
        assertThat(differences)
                .as("what brokers do otherwise than security-matrix.txt says")
                .isEmpty();
        assertThat(allowed).isEqualTo(matrix.allowed().size());
    }

    @Test
    void shouldHearTheSameFromTheBrokersThemselves() {
        new Stage(system.connect(Party.ADMIN), matrix).set();
        List<String> differences = new ArrayList<>();
        for (String principal : matrix.principals()) {
            Set<Access> expected = new TreeSet<>(matrix.allowed(principal));
            expected.removeIf(access -> access.type() == ResourceType.TRANSACTIONAL_ID);
            differences.addAll(differences(expected, told(principal)));
        }
        assertThat(differences)
                .as("what brokers say otherwise than security-matrix.txt")
                .isEmpty();
    }

    /** What the brokers say that a principal may do with what it may see. */
    private static Set<Access> told(String principal) {
        Set<Access> told = new TreeSet<>();
        try (Admin admin = system.connect(party(principal)).admin()) {
            DescribeTopicsOptions topics = new DescribeTopicsOptions().includeAuthorizedOperations(true);
            admin.describeTopics(matrix.names(ResourceType.TOPIC), topics)
                    .topicNameValues()
                    .forEach((name, answer) -> ifAllowed(() -> add(
                            told,
                            principal,
                            ResourceType.TOPIC,
                            name,
                            BrokerAnswers.await(answer).authorizedOperations())));
            DescribeConsumerGroupsOptions groups =
                    new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
            admin.describeConsumerGroups(matrix.names(ResourceType.GROUP), groups)
                    .describedGroups()
                    .forEach((name, answer) -> ifAllowed(() -> add(
                            told,
                            principal,
                            ResourceType.GROUP,
                            name,
                            BrokerAnswers.await(answer).authorizedOperations())));
            Set<AclOperation> cluster = BrokerAnswers.await(
                    admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                            .authorizedOperations());
            add(told, principal, ResourceType.CLUSTER, "kafka-cluster", cluster);
        }
        return told;
    }

    private static void ifAllowed(Runnable question) {
        try {
            question.run();
        } catch (AuthorizationException e) {
            // Whoever may not even see it may do nothing with it.
        }
    }

    private static void add(
            Set<Access> told, String principal, ResourceType type, String name, Collection<AclOperation> operations) {
        operations.forEach(operation -> told.add(new Access(principal, type, name, operation)));
    }

    @Test
    void shouldSayThatAnAclWasAddedOrTakenAwayByHandAndMendIt() throws Exception {
        AclBinding widened = acl(Party.READER, "private.details", AclOperation.READ);
        AclBinding needed = acl(Party.DISPATCH, "alert.deliveries", AclOperation.READ);
        AclBinding everybodys = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "field.", PatternType.PREFIXED),
                new AccessControlEntry("User:*", "*", AclOperation.READ, AclPermissionType.ALLOW));
        try (Admin admin = system.connect(Party.ADMIN).admin()) {
            BrokerAnswers.await(admin.createAcls(List.of(widened, everybodys)).all());
            BrokerAnswers.await(admin.deleteAcls(List.of(needed.toFilter())).all());
            await("the broker has heard of it").atMost(Duration.ofSeconds(30)).until(() -> {
                Collection<AclBinding> acls = BrokerAnswers.await(
                        admin.describeAcls(AclBindingFilter.ANY).values());
                return acls.contains(widened) && acls.contains(everybodys) && !acls.contains(needed);
            });
        }

        Commands.Answer differs = system.run("acls", "check");
        assertThat(differs.exitCode()).as(differs.err()).isEqualTo(1);
        assertThat(differs.out().lines())
                .containsExactlyInAnyOrder(
                        "for all  User:* ALLOW READ TOPIC field.* from any host (not ours: remove it yourself if nobody"
                                + " needs it)",
                        "missing  User:amurwatch-dispatch ALLOW READ TOPIC alert.deliveries from any host",
                        "surplus  User:amurwatch-reader ALLOW READ TOPIC private.details from any host");

        Commands.Answer mended = system.run("acls", "apply");
        assertThat(mended.exitCode()).as("others may need what everybody has").isEqualTo(3);
        assertThat(mended.err()).contains("Added 1 ACLs, removed 1");
        try (Admin admin = system.connect(Party.ADMIN).admin()) {
            BrokerAnswers.await(admin.deleteAcls(List.of(everybodys.toFilter())).all());
        }
        await("the broker has heard of the mending")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(system.run("acls", "check").exitCode()).isZero());
    }

    private static AclBinding acl(Party party, String topic, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                new AccessControlEntry("User:" + party.principal(), "*", operation, AclPermissionType.ALLOW));
    }

    private static Party party(String principal) {
        for (Party party : Party.values()) {
            if (party.principal().equals(principal)) {
                return party;
            }
        }
        throw new IllegalArgumentException("No party is " + principal);
    }

    private static List<String> differences(Set<Access> expected, Set<Access> found) {
        List<String> differences = new ArrayList<>();
        found.stream()
                .filter(access -> !expected.contains(access))
                .forEach(access -> differences.add("allowed, and should be refused: " + access));
        expected.stream()
                .filter(access -> !found.contains(access))
                .forEach(access -> differences.add("refused, and should be allowed: " + access));
        return differences;
    }

    /** For whoever reads the log of the build, and a file for the docs. */
    @SuppressWarnings("SystemOut")
    private static void report(String sentence) throws IOException {
        System.out.println(sentence);
        Files.writeString(Path.of("target", "security-matrix.txt"), sentence + System.lineSeparator());
    }
}
