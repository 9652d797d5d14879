package org.amurwatch.local.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amurwatch.access.AccessRules;
import org.amurwatch.security.Party;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docker-compose.yml promises, read as Compose reads it (merge keys, variables with their defaults). */
class ComposeFileTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::-([^}]*))?}");
    private static final List<String> ONE_SHOTS =
            List.of("init", "init-schemas", "producer", "reader", "operator", "handler");

    private static final Map<String, Object> COMPOSE = ComposeYaml.load();

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>) COMPOSE.get("services");
    }

    static Stream<String> names() {
        return services().keySet().stream();
    }

    static Stream<String> lasting() {
        return names().filter(name -> !ONE_SHOTS.contains(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldRunAsNobodySpecialWithoutAWritableRoot(String name) {
        Map<String, Object> service = services().get(name);

        assertThat(service.get("user")).as("user").asString().matches("[1-9]\\d*:\\d+");
        assertThat(service.get("read_only")).as("read_only").isEqualTo(true);
        assertThat(service.get("cap_drop")).as("cap_drop").isEqualTo(List.of("ALL"));
        assertThat(service.get("security_opt")).as("security_opt").isEqualTo(List.of("no-new-privileges:true"));
        assertThat(service).doesNotContainKeys("privileged", "cap_add", "network_mode", "pid", "ipc");
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldBeBoundedInMemoryAndLog(String name) {
        assertThat(services().get(name)).containsKeys("mem_limit", "logging");
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void shouldSayWhetherItIsHealthyAndComeBack(String name) {
        assertThat(services().get(name)).containsKey("healthcheck").containsEntry("restart", "unless-stopped");
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldPublishPortsOnLoopbackAloneUnlessTheOperatorSaysOtherwise(String name) {
        assertThat((List<?>) services().get(name).getOrDefault("ports", List.of()))
                .allSatisfy(port -> assertThat(resolved(port)).startsWith("127.0.0.1:"));
    }

    /** Whoever is let in by a key, over TLS, may be let in from elsewhere; nobody else. */
    @Test
    void shouldLetTheHttpIngestAloneBePublishedElsewhere() {
        assertThat(services().entrySet().stream()
                        .filter(service -> ((List<?>) service.getValue().getOrDefault("ports", List.of()))
                                .stream().anyMatch(port -> !port.toString().startsWith("127.0.0.1:")))
                        .map(Map.Entry::getKey))
                .containsExactly("http");
        assertThat(services().get("http").get("environment").toString())
                .contains("AMURWATCH_HTTP_TLS_CERTIFICATE=/run/secrets/http.crt", "AMURWATCH_HTTP_TLS_KEY=");
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldHoldNoSecretInItsEnvironmentOrCommand(String name) {
        Map<?, ?> environment = (Map<?, ?>) services().get(name).getOrDefault("environment", Map.of());
        environment.forEach((key, value) -> {
            assertThat(key.toString()).doesNotMatch("(?i).*(PASSWORD|SECRET|TOKEN)(?!.*(FILE|FOLDER|LOCATION)).*");
            assertThat(resolved(value)).doesNotContainIgnoringCase("password=");
        });
        assertThat(String.valueOf(services().get(name).get("command"))).doesNotContainIgnoringCase("password");
    }

    @Test
    void shouldTakeEveryPublicImageFromAVariableWithADefault() {
        services().forEach((name, service) -> {
            String image = service.get("image").toString();
            if (!image.startsWith("amurwatch/")) {
                assertThat(image).as(name).matches("\\$\\{AMURWATCH_IMAGE_\\w+:-[\\w./-]+:v?\\d[\\w.]*}");
            }
        });
    }

    @Test
    void shouldGiveEachServiceThePasswordsOfItsOwnPartiesAlone() {
        Map<String, List<String>> passwords = new TreeMap<>();
        services()
                .forEach((name, service) -> passwords.put(
                        name,
                        ((List<?>) service.getOrDefault("secrets", List.of()))
                                .stream()
                                        .map(Object::toString)
                                        .filter(secret -> secret.endsWith(".password"))
                                        .map(secret -> secret.replace(".password", ""))
                                        .toList()));
        passwords.values().removeIf(List::isEmpty);

        Map<String, List<String>> expected = new LinkedHashMap<>();
        expected.put("grafana", List.of("grafana-admin"));
        expected.put("init", Stream.of(Party.values()).map(Party::label).toList());
        expected.put("streams-app-1", List.of("decisions", "records"));
        expected.put("streams-app-2", List.of("decisions", "records"));
        expected.put("dispatch", List.of("dispatch"));
        expected.put("http", List.of("ingest"));
        expected.put("mqtt", List.of("ingest"));
        expected.put("dashboard", List.of("dashboard"));
        expected.put("partners", List.of("partners"));
        expected.put("canary", List.of("producer"));
        expected.put("producer", List.of("producer"));
        expected.put("reader", List.of("reader"));
        expected.put("operator", List.of("operator", "decisions", "records"));
        expected.put("handler", List.of("handler"));
        assertThat(passwords.keySet()).isEqualTo(new java.util.TreeSet<>(expected.keySet()));
        expected.forEach((name, parties) ->
                assertThat(passwords.get(name)).as(name).containsExactlyInAnyOrderElementsOf(parties));
    }

    @Test
    void shouldHaveEverySecretThatItsServicesTakeInTheGitIgnoredFolder() {
        Map<?, ?> secrets = (Map<?, ?>) COMPOSE.get("secrets");
        assertThat(secrets).allSatisfy((name, secret) -> assertThat(((Map<?, ?>) secret).get("file"))
                .isEqualTo("${AMURWATCH_SECRETS:-./deploy/secrets}/" + name));
        services().values().forEach(service -> ((List<?>) service.getOrDefault("secrets", List.of()))
                .forEach(secret -> assertThat(secrets.keySet().stream().map(Object::toString))
                        .contains(
                                secret instanceof Map<?, ?> named
                                        ? named.get("source").toString()
                                        : secret.toString())));
    }

    @Test
    void shouldSpeakTlsOnEveryListenerOfTheBrokersAndRefuseWhatNoAclAllows() {
        Map<?, ?> broker = (Map<?, ?>) services().get("broker-1").get("environment");
        assertThat(broker.get("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP").toString().split(","))
                .hasSize(4)
                .allSatisfy(listener -> assertThat(listener).matches("\\w+:(SASL_)?SSL"));
        assertThat(broker.get("KAFKA_LISTENERS").toString().split(",")).hasSize(4);
        assertThat(broker.get("KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND")).isEqualTo("false");
        assertThat(broker.get("KAFKA_AUTO_CREATE_TOPICS_ENABLE")).isEqualTo("false");
        assertThat(broker.get("KAFKA_AUTHORIZER_CLASS_NAME"))
                .isEqualTo("org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        assertThat(broker.get("KAFKA_SASL_ENABLED_MECHANISMS")).isEqualTo("SCRAM-SHA-512");
    }

    @Test
    void shouldMakeUsersForWhoeverHasRights() {
        assertThat(AccessRules.all().stream().map(rule -> rule.party().label() + ".password"))
                .allSatisfy(
                        password -> assertThat(((List<?>) services().get("init").get("secrets"))
                                        .stream().map(Object::toString))
                                .contains(password));
    }

    /** The text with each variable's default in its place. */
    private static String resolved(Object text) {
        Matcher variable = VARIABLE.matcher(String.valueOf(text));
        return variable.replaceAll(match -> Matcher.quoteReplacement(match.group(2) == null ? "" : match.group(2)));
    }
}
