package org.amurwatch.local.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.amurwatch.access.ScramUsers;
import org.amurwatch.local.secrets.TestSecrets;
import org.amurwatch.security.Party;
import org.amurwatch.security.SecurityFolder;
import org.amurwatch.topic.BrokerAnswers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in at all, on a broker as docker-compose.yml has it. */
@NeedsDocker
class SecuredListenersIT {

    @TempDir
    private static Path folder;

    private static SecuredSystem system;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        system = SecuredSystem.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void shouldLetAPartyInWithItsPassword() {
        assertThat(clusterId(party(Party.READER))).isNotBlank();
    }

    @Test
    void shouldRefuseAWrongPassword() throws IOException {
        Map<String, Object> client = party(Party.READER);
        Path wrong = Files.writeString(folder.resolve("wrong.password"), "not-the-password-of-anybody");
        client.computeIfPresent("sasl.jaas.config", (name, jaas) -> jaas.toString()
                .replace(system.secrets().resolve("reader.password").toString(), wrong.toString()));

        assertThatThrownBy(() -> clusterId(client)).isInstanceOf(SaslAuthenticationException.class);
    }

    @Test
    void shouldSayByACommandThatAPasswordIsWrong() throws Exception {
        Path password = system.secrets().resolve("operator.password");
        String right = Files.readString(password);
        Files.writeString(password, "not-the-password-of-anybody");
        try {
            Commands.Answer refused = system.run("topics", "describe");
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(5);
            assertThat(refused.err()).contains("Not allowed").doesNotContain("\tat ");
        } finally {
            Files.writeString(password, right);
        }
    }

    @Test
    void shouldRefuseAnUnknownUserAndTheNameOfOneWithThePasswordOfAnother() {
        for (String name : List.of("stranger", "amurwatch-admin", "amurwatch-broker")) {
            Map<String, Object> client = party(Party.READER);
            client.computeIfPresent("sasl.jaas.config", (setting, jaas) -> jaas.toString()
                    .replace("\"amurwatch-reader\"", "\"" + name + "\""));

            assertThatThrownBy(() -> clusterId(client)).as(name).isInstanceOf(SaslAuthenticationException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAINTEXT", "SASL_PLAINTEXT"})
    void shouldGiveNoAnswerWithoutTls(String protocol) {
        Map<String, Object> client = party(Party.READER);
        client.put("security.protocol", protocol);
        client.put("default.api.timeout.ms", 4_000);
        client.put("request.timeout.ms", 3_000);

        assertThatThrownBy(() -> clusterId(client)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void shouldNotBeTrustedByAClientThatLacksOurAuthority() throws IOException {
        Map<String, Object> client = party(Party.READER);
        client.remove("ssl.truststore.type");
        client.remove("ssl.truststore.location");
        assertThatThrownBy(() -> clusterId(client))
                .as("the authorities that Java trusts")
                .isInstanceOf(SslAuthenticationException.class);

        Path foreign = TestSecrets.create(folder.resolve("foreign-authority"));
        client.put("ssl.truststore.type", "PEM");
        client.put("ssl.truststore.location", foreign.resolve("ca.crt").toString());
        assertThatThrownBy(() -> clusterId(client))
                .as("another authority than ours")
                .isInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void shouldLetTheCertificatesOfAdminAndBrokerInWhereCertificatesAreAskedFor() throws IOException {
        assertThat(clusterId(certificate(Files.readString(system.secrets().resolve("admin.pem")))))
                .isNotBlank();
        assertThat(clusterId(certificate(Files.readString(system.secrets().resolve("broker-1.pem")))))
                .isNotBlank();
    }

    @Test
    void shouldRefuseWhoeverShowsNoCertificateOrAForeignOne() throws IOException {
        Map<String, Object> none = certificate("");
        none.keySet().removeIf(setting -> setting.startsWith("ssl.keystore"));
        assertThatThrownBy(() -> clusterId(none)).as("no certificate").isInstanceOf(SslAuthenticationException.class);

        Path foreign = TestSecrets.create(folder.resolve("foreign"));
        for (String name : List.of("admin.pem", "broker-1.pem")) {
            Map<String, Object> client = certificate(Files.readString(foreign.resolve(name)));
            assertThatThrownBy(() -> clusterId(client)).as(name).isInstanceOf(SslAuthenticationException.class);
        }
    }

    @Test
    void shouldRefuseThePasswordOfAPartyWhereCertificatesAreAskedFor() {
        Map<String, Object> client = party(Party.ADMIN);
        client.put("bootstrap.servers", system.brokers());
        client.put("default.api.timeout.ms", 4_000);
        client.put("request.timeout.ms", 3_000);

        assertThatThrownBy(() -> clusterId(client))
                .isInstanceOfAny(SslAuthenticationException.class, TimeoutException.class);
    }

    /** A name is the whole name: nobody becomes a super user by a name that begins like one's. */
    @ParameterizedTest
    @ValueSource(strings = {"somebody", "amurwatch-admin2", "amurwatch-admin.example", "AMURWATCH-ADMIN"})
    void shouldAllowNothingToACertificateOfOurAuthorityWithAnotherName(String name) throws IOException {
        Map<String, Object> client = certificate(TestSecrets.clientKeystore(system.secrets(), name));

        try (Admin admin = Admin.create(client)) {
            assertThatThrownBy(
                            () -> BrokerAnswers.await(admin.createTopics(List.of(new NewTopic("taken", 1, (short) 1)))
                                    .all()))
                    .isInstanceOf(AuthorizationException.class);
            assertThat(BrokerAnswers.await(admin.listTopics().names())).isEmpty();
        }
    }

    @Test
    void shouldTakeAChangedPasswordForTheNextConnectionOfARunningClient() throws IOException {
        Map<String, Object> client = party(Party.DISPATCH);
        client.put("connections.max.idle.ms", 300);
        Path file = system.secrets().resolve("dispatch.password");
        try (Admin running = Admin.create(client);
                Admin admin = system.connect(Party.ADMIN).admin()) {
            BrokerAnswers.await(running.describeCluster().clusterId());
            double connections = connectionsMade(running);

            new ScramUsers(admin)
                    .set(Map.of(Party.DISPATCH.principal(), "the-next-password-of-dispatch".toCharArray()));
            await("the old password is refused").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThatThrownBy(
                            () -> clusterId(party(Party.DISPATCH)))
                    .isInstanceOf(SaslAuthenticationException.class));
            Files.writeString(file, "the-next-password-of-dispatch\n");

            // Asked more often than that, a connection would never be idle, and stay.
            await("the client has connected anew")
                    .pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        assertThat(BrokerAnswers.await(running.describeCluster().clusterId()))
                                .isNotBlank();
                        assertThat(connectionsMade(running)).isGreaterThan(connections);
                    });
        }
    }

    private static double connectionsMade(Admin client) {
        return client.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("successful-authentication-total")
                        && metric.getKey().group().equals("admin-client-metrics"))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .sum();
    }

    /** The settings by which our programs are this party. */
    private static Map<String, Object> party(Party party) {
        Map<String, Object> client = new SecurityFolder(system.secrets()).clientSettings(party);
        client.put("bootstrap.servers", system.clients());
        return client;
    }

    /** The settings of a client that shows a certificate, trusting our authority. */
    private static Map<String, Object> certificate(String keystore) throws IOException {
        Map<String, Object> client = party(Party.ADMIN);
        client.keySet().removeIf(setting -> setting.startsWith("sasl."));
        client.put("bootstrap.servers", system.brokers());
        client.put("security.protocol", "SSL");
        client.put("ssl.keystore.type", "PEM");
        client.put(
                "ssl.keystore.location",
                Files.writeString(Files.createTempFile(folder, "client", ".pem"), keystore)
                        .toString());
        return client;
    }

    private static String clusterId(Map<String, Object> client) {
        try (Admin admin = Admin.create(client)) {
            return BrokerAnswers.await(admin.describeCluster().clusterId());
        }
    }
}
