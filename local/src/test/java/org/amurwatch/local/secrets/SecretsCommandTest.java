package org.amurwatch.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.security.Party;
import org.amurwatch.security.SecurityFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsCommandTest {

    @TempDir
    Path work;

    private Path folder;
    private SecretsRun secrets;

    @BeforeEach
    void begin() {
        folder = work.resolve("deploy/secrets");
        secrets = new SecretsRun(folder);
    }

    @Test
    void shouldMakeTheWholeFolder() {
        secrets.done("create");

        assertThat(secrets.contents().keySet())
                .containsExactlyInAnyOrder(
                        "ca.crt",
                        "ca.key",
                        "broker-1.pem",
                        "broker-2.pem",
                        "broker-3.pem",
                        "admin.pem",
                        "registry.crt",
                        "registry.key",
                        "http.crt",
                        "http.key",
                        "registry-token.key",
                        "registry-token.pub",
                        "registry-writer.token",
                        "producer.password",
                        "ingest.password",
                        "decisions.password",
                        "records.password",
                        "dispatch.password",
                        "reader.password",
                        "dashboard.password",
                        "partners.password",
                        "operator.password",
                        "handler.password",
                        "registry.password",
                        "admin.password",
                        "dispatch-link.key",
                        "streams-release.key",
                        "grafana-admin.password",
                        "registry.properties",
                        "host.properties");
        secrets.done("show");
    }

    @Test
    void shouldKeepOthersOut() {
        secrets.done("create");

        assertThat(SecretsRun.mode(folder)).isEqualTo("rwx------");
        assertThat(secrets.modes()).allSatisfy((name, mode) -> assertThat(mode)
                .as(name)
                .isEqualTo(Set.of("ca.key", "registry-token.key").contains(name) ? "rw-------" : "rw-r--r--"));
    }

    @Test
    void shouldLetOurClientsIn() {
        secrets.done("create", "--brokers", "1");

        for (Party party : Party.values()) {
            assertThat(new SecurityFolder(folder).clientSettings(party)).containsEntry("security.protocol", "SASL_SSL");
        }
        assertThat(secrets.contents().entrySet().stream()
                        .filter(file -> file.getKey().endsWith(".password")
                                && !file.getKey().startsWith("grafana"))
                        .map(Map.Entry::getValue))
                .allMatch(password -> password.matches("[A-Za-z0-9_-]{43}\n"))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldWriteSettingsForCommandsOnTheHost() throws Exception {
        secrets.done("create", "--brokers", "1");

        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("host.properties"))) {
            properties.load(reader);
        }
        assertThat(properties)
                .containsOnly(
                        Map.entry("amurwatch.bootstrap-servers", "localhost:9192"),
                        Map.entry("amurwatch.registry-url", "https://localhost:9181/apis/ccompat/v7"),
                        Map.entry("amurwatch.security-folder", folder.toString()));
    }

    @Test
    void shouldLeaveEveryByteWhenRunAgain() {
        secrets.done("create");
        Map<String, String> before = secrets.contents();

        secrets.done("create");

        assertThat(secrets.contents()).isEqualTo(before);
        assertThat(secrets.err()).contains("Nothing was missing");
    }

    /** Any one file gone: it is made again, and all fits together; or a sentence says what must come back. */
    @Test
    void shouldCompleteAFolderThatIsPartlyWritten() throws Exception {
        secrets.done("create", "--brokers", "2");
        Map<String, String> whole = secrets.contents();
        List<String> refused = new ArrayList<>();
        for (String name : whole.keySet()) {
            Files.delete(folder.resolve(name));
            if (secrets.run("create", "--brokers", "2") == 0) {
                Map<String, String> others = new TreeMap<>(secrets.contents());
                others.remove(name);
                assertThat(whole).as("others than " + name).containsAllEntriesOf(others);
                if (Set.of("ca.key", "registry-token.key").contains(name)) {
                    assertThat(secrets.err()).contains("Not here, and needed to sign anew: " + name + ".");
                } else {
                    assertThat(secrets.err()).contains("Made in " + folder + ": " + name + ".");
                }
                assertThat(secrets.run("show", "--brokers", "2"))
                        .as(name + "\n" + secrets.err())
                        .isZero();
            } else {
                refused.add(name);
                assertThat(secrets.err()).contains(name).contains("back");
            }
            Files.deleteIfExists(folder.resolve(name));
            Files.writeString(folder.resolve(name), whole.get(name));
            Files.setPosixFilePermissions(
                    folder.resolve(name),
                    PosixFilePermissions.fromString(
                            Set.of("ca.key", "registry-token.key").contains(name) ? "rw-------" : "rw-r--r--"));
        }
        assertThat(refused)
                .as("what is there is of no use without it")
                .containsExactly("http.key", "registry.key", "registry.password");
    }

    @Test
    void shouldRefuseWhatIsNotWhatItsNameSays() throws Exception {
        secrets.done("create", "--brokers", "1");
        for (String name : List.of(
                "ca.crt", "ca.key", "broker-1.pem", "registry.key", "registry-writer.token", "reader.password")) {
            String right = secrets.read(name);
            Files.writeString(folder.resolve(name), "mine\n");

            assertThat(secrets.run("create", "--brokers", "1")).as(name).isEqualTo(1);
            assertThat(secrets.err()).contains(folder.resolve(name).toString()).hasLineCount(1);
            assertThat(secrets.run("show", "--brokers", "1")).as(name).isEqualTo(1);
            Files.writeString(folder.resolve(name), right);
        }
        secrets.done("show", "--brokers", "1");
    }

    @Test
    void shouldRefuseAFolderThatDockerMadeInPlaceOfAFile() throws Exception {
        Files.createDirectories(folder.resolve("ca.crt"));

        assertThat(secrets.run("create")).isEqualTo(1);
        assertThat(secrets.err())
                .contains("ca.crt is a folder where a file is expected")
                .hasLineCount(1);
    }

    @Test
    void shouldRefuseASharedFolderOfOthersFiles() throws Exception {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("notes.txt"), "mine");

        assertThat(secrets.run("create")).isEqualTo(2);
        assertThat(secrets.err()).contains("holds other files");
        assertThat(SecretsRun.mode(folder)).isEqualTo("rwxr-xr-x");
        assertThat(secrets.contents()).containsOnlyKeys("notes.txt");
    }

    @Test
    void shouldRefuseNamesThatAreNone() {
        assertThat(secrets.run("create", "--host-name", "http://station")).isEqualTo(2);
        assertThat(secrets.err())
                .contains("'http://station' is neither a DNS name")
                .hasLineCount(1);
        assertThat(folder).doesNotExist();
    }

    @Test
    void shouldTellWhichCertificatesLackANewName() {
        secrets.done("create", "--brokers", "1");

        secrets.done("create", "--brokers", "2", "--host-name", "station.example.org");
        assertThat(secrets.err()).contains("Not for all of station.example.org: broker-1.pem, registry.crt, http.crt.");

        secrets.done("renew", "--host-name", "station.example.org");
        secrets.done("create", "--brokers", "2", "--host-name", "station.example.org");
        assertThat(secrets.err()).doesNotContain("Not for all");
        secrets.done("renew");
        secrets.done("show", "--brokers", "2", "--output", "csv");
        assertThat(secrets.out()).contains("broker-1 localhost 127.0.0.1 station.example.org");
    }

    @Test
    void shouldRenewCertificatesAndNoPassword() {
        secrets.done("create");
        Map<String, String> before = secrets.contents();

        secrets.done("renew");

        Set<String> changed = new TreeSet<>();
        secrets.contents().forEach((name, content) -> {
            if (!content.equals(before.get(name))) {
                changed.add(name);
            }
        });
        assertThat(changed)
                .containsExactly(
                        "admin.pem",
                        "broker-1.pem",
                        "broker-2.pem",
                        "broker-3.pem",
                        "http.crt",
                        "http.key",
                        "registry-writer.token",
                        "registry.crt",
                        "registry.key");
        assertThat(secrets.pem("broker-1.pem").privateKeys())
                .isNotEqualTo(read(before.get("broker-1.pem")).privateKeys());
        secrets.done("show");
        assertThat(secrets.modes()).containsEntry("broker-1.pem", "rw-r--r--").containsEntry("ca.key", "rw-------");
    }

    @Test
    void shouldChangeTheCaInStepsThatTrustBoth() {
        secrets.done("create", "--brokers", "1");
        String oldAuthority = secrets.read("ca.crt");
        String broker = secrets.read("broker-1.pem");

        secrets.done("renew", "--new-ca");
        assertThat(secrets.pem("ca.crt").certificates()).hasSize(2);
        assertThat(secrets.read("ca.crt")).endsWith(oldAuthority);
        assertThat(secrets.read("broker-1.pem")).isEqualTo(broker);
        secrets.done("show", "--brokers", "1");
        assertThat(secrets.err()).contains("holds 2 CAs");
        assertThat(secrets.run("renew", "--new-ca")).isEqualTo(1);
        assertThat(secrets.run("renew", "--drop-old-ca")).isEqualTo(1);
        assertThat(secrets.err()).contains("broker-1.pem was signed by an old CA");

        secrets.done("renew");
        assertThat(SecretCheck.isSignedBy(
                        secrets.pem("broker-1.pem").certificates().get(0),
                        secrets.pem("ca.crt").certificates().get(0)))
                .isTrue();
        secrets.done("renew", "--drop-old-ca");
        assertThat(secrets.pem("ca.crt").certificates()).hasSize(1);
        assertThat(secrets.read("ca.crt")).isNotEqualTo(oldAuthority);
        secrets.done("show", "--brokers", "1");
        assertThat(secrets.err()).isEmpty();
    }

    @Test
    void shouldTakeCertificatesOfAnotherCa() throws Exception {
        secrets.done("create", "--brokers", "1");
        for (String name : List.of("ca.key", "producer.password", "registry.properties")) {
            Files.delete(folder.resolve(name));
        }

        secrets.done("create", "--brokers", "1");
        assertThat(secrets.contents()).containsKeys("producer.password", "registry.properties");
        secrets.done("show", "--brokers", "1");
        assertThat(secrets.run("renew")).isEqualTo(1);
        assertThat(secrets.err()).contains("no ca.key");
        assertThat(secrets.run("create", "--brokers", "2")).isEqualTo(1);
        assertThat(secrets.err()).contains("can't be signed here: broker-2.pem");
    }

    @Test
    void shouldShowWhatIsMissingOrOpenToOthers() throws Exception {
        secrets.done("create");
        Files.delete(folder.resolve("broker-3.pem"));
        Files.setPosixFilePermissions(folder.resolve("ca.key"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(secrets.run("show")).isEqualTo(1);
        assertThat(secrets.err())
                .contains("Wrong: broker-3.pem: missing")
                .contains("Wrong: ca.key: open to others: chmod 600");
        Files.setPosixFilePermissions(folder.resolve("ca.key"), PosixFilePermissions.fromString("rw-------"));
        secrets.done("show", "--brokers", "2");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(secrets.run("show", "--brokers", "2")).isEqualTo(1);
        assertThat(secrets.err()).contains("others may enter it");
    }

    @Test
    void shouldWarnBeforeAnythingExpires() throws Exception {
        secrets.done("create", "--brokers", "1", "--days", "100");
        Instant made = Instant.now();

        SecretsRun soon = at(made.plus(Duration.ofDays(75)));
        soon.done("show", "--brokers", "1");
        assertThat(soon.err())
                .contains("Warning: broker-1.pem: ends in 2")
                .contains("Warning: registry-writer.token: ends in 2")
                .doesNotContain("ca.crt");

        SecretsRun late = at(made.plus(Duration.ofDays(101)));
        assertThat(late.run("show", "--brokers", "1", "--output", "json")).isEqualTo(1);
        assertThat(late.err())
                .contains("Wrong: registry.crt: expired")
                .contains("Wrong: registry-writer.token: expired");
        JsonNode rows = new ObjectMapper().readTree(late.out());
        assertThat(rows).hasSize(29);
        JsonNode broker = rows.get(3);
        assertThat(broker.get("file").asText()).isEqualTo("broker-1.pem");
        assertThat(broker.get("daysLeft").asLong()).isNegative();
        assertThat(broker.get("names").asText()).isEqualTo("broker-1 localhost 127.0.0.1");
    }

    @Test
    void shouldSignATokenThatOnlyItsKeyVerifies() throws Exception {
        secrets.done("create", "--brokers", "1");
        SecretsRun other = new SecretsRun(work.resolve("other"));
        other.done("create", "--brokers", "1");
        String token = secrets.read("registry-writer.token");
        PublicKey key = secrets.pem("registry-token.pub").publicKey();

        assertThat(RegistryToken.end(token, key))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(824)), Instant.now().plus(Duration.ofDays(825)));
        PublicKey otherKey = other.pem("registry-token.pub").publicKey();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> RegistryToken.end(token, otherKey))
                .isInstanceOf(UnusableSecret.class);
        Files.writeString(folder.resolve("registry-writer.token"), other.read("registry-writer.token"));
        assertThat(secrets.run("show", "--brokers", "1")).isEqualTo(1);
        assertThat(secrets.err()).contains("was not signed, RS256, with the key of registry-token.pub");
    }

    @Test
    void shouldClaimWhatTheRegistryAsksFor() throws Exception {
        secrets.done("create", "--brokers", "1");

        Map<String, Object> claims = JWSObject.parse(
                        secrets.read("registry-writer.token").strip())
                .getPayload()
                .toJSONObject();
        assertThat(claims)
                .containsEntry("iss", "amurwatch")
                .containsEntry("aud", "amurwatch-registry")
                .containsEntry("sub", "amurwatch-init-schemas")
                .containsEntry("roles", List.of("sr-admin"))
                .containsKeys("iat", "exp");
        String publicKey = secrets.read("registry-token.pub").replaceAll("-----[A-Z ]+-----|\n", "");
        Properties registry = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("registry.properties"))) {
            registry.load(reader);
        }
        assertThat(registry)
                .containsEntry("quarkus.oidc.amurwatch.public-key", publicKey)
                .containsEntry("quarkus.oidc.amurwatch.tenant-paths", "/*")
                .containsEntry("quarkus.oidc.amurwatch.roles.role-claim-path", "roles")
                .containsEntry(
                        "apicurio.kafka.common.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"amurwatch-registry\""
                                + " password=\""
                                + secrets.read("registry.password").strip() + "\";")
                .hasSize(12);
    }

    @Test
    void shouldRotateAPasswordInTwoSteps() throws Exception {
        secrets.done("create", "--brokers", "1");
        String old = secrets.read("registry.password").strip();
        Object file = Files.getAttribute(folder.resolve("registry.password"), "unix:ino");

        secrets.done("rotate", "registry", "--prepare");
        String next = secrets.read("registry.password.next").strip();
        assertThat(next).isNotEqualTo(old).matches("[A-Za-z0-9_-]{43}");
        assertThat(secrets.modes()).containsEntry("registry.password.next", "rw-------");
        assertThat(secrets.read("registry.password").strip()).isEqualTo(old);
        secrets.done("show", "--brokers", "1");
        assertThat(secrets.err()).contains("Warning: registry.password.next");

        secrets.done("rotate", "registry", "--commit");
        assertThat(secrets.read("registry.password")).isEqualTo(next + "\n");
        assertThat(secrets.read("registry.properties")).contains(next).doesNotContain(old);
        assertThat(secrets.contents()).doesNotContainKey("registry.password.next");
        assertThat(Files.getAttribute(folder.resolve("registry.password"), "unix:ino"))
                .as("the same file: a container has it mounted")
                .isEqualTo(file);
        secrets.done("show", "--brokers", "1");
    }

    @Test
    void shouldTellTheBrokersOnlyOfTheSystemWhoseFolderItIs() {
        secrets.done("create", "--brokers", "1");

        assertThat(secrets.run("rotate", "producer")).isEqualTo(2);
        assertThat(secrets.err()).contains("AMURWATCH_SETTINGS=" + folder.resolve("host.properties"));
        assertThat(secrets.contents()).doesNotContainKey("producer.password.next");
    }

    @Test
    void shouldNeverPrintASecret() throws Exception {
        secrets.done("create");
        Map<String, String> contents = new HashMap<>(secrets.contents());
        secrets.done("show");
        secrets.done("show", "--output", "json");
        secrets.done("show", "--output", "csv");
        secrets.done("rotate", "reader", "--prepare");
        contents.put("next", secrets.read("reader.password.next"));
        secrets.done("rotate", "reader", "--commit");
        secrets.done("renew");
        secrets.contents().forEach((name, content) -> contents.put("renewed " + name, content));
        Files.writeString(folder.resolve("reader.password"), "my own pass word\n");
        contents.put("unusable", "my own pass word");
        assertThat(secrets.run("create")).isEqualTo(1);
        assertThat(secrets.run("show")).isEqualTo(1);

        assertThat(contents).hasSizeGreaterThan(40);
        contents.forEach((name, content) -> {
            if (!name.contains("host.properties") && !name.endsWith(".crt") && !name.endsWith(".pub")) {
                content.lines()
                        .filter(line -> !line.startsWith("-----") && !line.startsWith("#") && !line.isBlank())
                        .forEach(line -> assertThat(secrets.printed()).as(name).doesNotContain(line));
            }
        });
    }

    private SecretsRun at(Instant instant) {
        return new SecretsRun(folder, Clock.fixed(instant, ZoneOffset.UTC), (connection, party, password) -> {});
    }

    private static Pem read(String text) {
        try {
            return Pem.read(text);
        } catch (UnusableSecret e) {
            throw new AssertionError(e);
        }
    }
}
