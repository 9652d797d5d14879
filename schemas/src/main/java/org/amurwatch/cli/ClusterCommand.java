package org.amurwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amurwatch.access.AccessRules;
import org.amurwatch.access.AclAdmin;
import org.amurwatch.access.ScramUsers;
import org.amurwatch.access.StrimziResources;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.security.SecurityFolder;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.BrokerAnswers;
import org.amurwatch.topic.RegistryTopics;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicAdmin;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cluster prepare}: makes brokers ready for the system. */
@Command(
        name = "cluster",
        description = "Makes secured brokers ready for the system.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch cluster prepare --replication-factor 3"})
public final class ClusterCommand {

    @Spec
    private CommandSpec spec;

    @Command(
            name = "prepare",
            description = {
                "Creates users, topics and ACLs that are missing, and removes ACLs of our users that are too much. Can be"
                        + " repeated: it is how an upgrade brings its new topics and rights.",
                "Users get the passwords of the security folder (PARTY.password); a party without one is left out, which"
                        + " is right where users are made elsewhere."
            },
            mixinStandardHelpOptions = true)
    int prepare(
            @Mixin ConnectionOptions options,
            @Mixin NewTopicOptions newTopics,
            @Option(
                            names = "--wait",
                            defaultValue = "PT0S",
                            description = "How long to wait for brokers that do not answer yet (default: not at all).")
                    Duration patience) {
        Map<String, char[]> passwords = passwords(options.read(SystemSettings.class));
        try (Admin admin = options.connect(Party.ADMIN).admin()) {
            awaitBrokers(admin, newTopics.replicationFactor(), patience);
            new ScramUsers(admin).set(passwords);
            int created = newTopics.create(new TopicAdmin(admin), topics()).size();
            AclAdmin.Difference acls = new AclAdmin(admin).apply(AccessRules.all());
            spec.commandLine()
                    .getErr()
                    .println("Users: " + passwords.size() + " set. Topics: " + created + " created. ACLs: "
                            + acls.missing().size() + " added, "
                            + acls.surplus().size() + " removed.");
            if (!acls.everybodys().isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println(acls.everybodys().size()
                                + " ACLs let everybody (User:*) at what is ours, and were left:"
                                + " './amurwatch acls check' lists them.");
            }
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "strimzi",
            description = {
                "Prints the topics and users as resources of Strimzi (KafkaTopic, KafkaUser), for a cluster that it runs."
                        + " Asks no broker.",
                "Strimzi then makes users, passwords, topics and ACLs; 'cluster prepare' is not needed."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch cluster strimzi --cluster park | kubectl apply -n kafka -f -"})
    int strimzi(
            @Option(
                            names = "--cluster",
                            required = true,
                            paramLabel = "NAME",
                            description = "Name of the Kafka resource that they belong to.")
                    String cluster,
            @Option(
                            names = "--partitions",
                            defaultValue = "12",
                            description =
                                    "Of each topic that has more than one; fixed for good (default: ${DEFAULT-VALUE}).")
                    int partitions,
            @Option(
                            names = "--replication-factor",
                            defaultValue = "3",
                            description = "Copies of each record (default: ${DEFAULT-VALUE}).")
                    short replicationFactor) {
        spec.commandLine().getOut().print(new StrimziResources(cluster, partitions, replicationFactor).yaml());
        spec.commandLine().getOut().flush();
        return ExitCode.DONE;
    }

    /** The catalogue's, and those that the registry keeps its schemas in. */
    private static List<Topic<?>> topics() {
        return Stream.concat(Topics.all().stream(), RegistryTopics.all().stream())
                .toList();
    }

    private static Map<String, char[]> passwords(SystemSettings settings) {
        Map<String, char[]> passwords = new LinkedHashMap<>();
        Optional<SecurityFolder> folder = settings.securityFolder().map(SecurityFolder::new);
        for (Party party : Party.values()) {
            Optional<Path> file = folder.map(secrets -> secrets.password(party)).filter(Files::exists);
            file.ifPresent(path -> passwords.put(party.principal(), read(path)));
        }
        return passwords;
    }

    private static char[] read(Path file) {
        try {
            String password = Files.readString(file).strip();
            if (password.length() < 16) {
                throw CommandFailure.usage("The password in " + file + " has " + password.length()
                        + " characters; expected at least 16. './amurwatch secrets create' makes good ones.");
            }
            return password.toCharArray();
        } catch (IOException e) {
            throw CommandFailure.usage("Can't read the password file " + file + ".");
        }
    }

    /** Waits until as many brokers answer as there shall be copies. */
    private static void awaitBrokers(Admin admin, int count, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            int found = 0;
            try {
                found = BrokerAnswers.await(admin.describeCluster().nodes()).size();
            } catch (TimeoutException | DisconnectException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            if (found > 0 && found >= count) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "For " + count + " copies of each record " + count + " brokers are needed; found " + found
                                + ". Start the others, or ask for fewer with --replication-factor.");
            }
            pause();
        }
    }

    /** So that brokers that come up are not asked without a break. */
    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
