package org.amurwatch.consumer.dashboard.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and a provider, by HTTP on both sides. */
class OidcRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "amurwatch.dashboard.";
    private static final String SECRET = "a-secret-that-is-at-least-32-bytes-long";

    @TempDir
    private Path folder;

    private StandInProvider provider;
    private TestDashboard dashboard;

    /** A log-in that was begun: the browser's cookie, and where it was sent to. */
    private record Begun(String cookie, URI address) {
        String state() {
            return StandInProvider.parameters(address.getRawQuery()).get("state");
        }
    }

    @BeforeEach
    void start() throws Exception {
        provider = new StandInProvider();
        dashboard = new TestDashboard(folder, settings());
    }

    @AfterEach
    void stop() {
        dashboard.close();
        provider.close();
    }

    private Map<String, String> settings() {
        return new HashMap<>(Map.of(
                PREFIX + "oidc-issuer",
                provider.issuer(),
                PREFIX + "oidc-client-id",
                StandInProvider.CLIENT,
                PREFIX + "oidc-redirect-uri",
                "https://park.example.org/login/oidc/callback"));
    }

    private HttpResponse<String> post(String path, String body, @Nullable String cookie, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dashboard.port() + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (cookie != null) {
            request.header("Cookie", cookie);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return dashboard.http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private Begun begin() throws Exception {
        HttpResponse<String> answer = post("/login/oidc", "", null, "Sec-Fetch-Site", "same-origin");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new Begun(
                TestDashboard.cookie(answer),
                URI.create(TestDashboard.json(answer).path("address").asText()));
    }

    private HttpResponse<String> finish(String state, String code, @Nullable String cookie) throws Exception {
        String body =
                JSON.createObjectNode().put("state", state).put("code", code).toString();
        return post("/login/oidc/callback", body, cookie, "Sec-Fetch-Site", "same-origin");
    }

    /** The whole way. */
    private HttpResponse<String> logIn() throws Exception {
        Begun begun = begin();
        return finish(begun.state(), provider.logIn(begun.address()), begun.cookie());
    }

    private static String session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("__Host-amurwatch="))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No session: " + answer.body()))
                .split(";")[0];
    }

    private void assertRefused(HttpResponse<String> answer, int status, String sentence) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(sentence);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("__Host-amurwatch="));
    }

    private void assertNotBelieved() throws Exception {
        assertRefused(logIn(), 403, "can't be believed");
    }

    @Test
    void shouldLetInWhomTheProviderKnowsUnderANameOfNobodysChoice() throws Exception {
        provider.says =
                claims -> claims.claim("preferred_username", "ivan.petrov").claim("name", "Ivan Petrov");

        HttpResponse<String> answer = logIn();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(answer.headers().allValues("Set-Cookie")).hasSize(2).allSatisfy(cookie -> assertThat(cookie)
                .contains("; HttpOnly", "; Secure", "SameSite=Strict"));
        var me = TestDashboard.json(dashboard.get("/api/v1/me", session(answer)));
        assertThat(me.path("role").asText()).isEqualTo("DUTY_OFFICER");
        assertThat(me.path("name").asText()).matches("duty-officer [0-9a-f]{12}");
        assertThat(TestDashboard.json(dashboard.get("/api/v1/me", session(logIn())))
                        .path("name"))
                .as("the same the next time")
                .isEqualTo(me.path("name"));
    }

    @Test
    void shouldAskForACodeWithAChallengeStateAndNonceAndNothingElseOfThePerson() throws Exception {
        Map<String, String> sent = StandInProvider.parameters(begin().address().getRawQuery());

        assertThat(sent)
                .containsEntry("response_type", "code")
                .containsEntry("scope", "openid")
                .containsEntry("client_id", StandInProvider.CLIENT)
                .containsEntry("redirect_uri", "https://park.example.org/login/oidc/callback")
                .containsEntry("code_challenge_method", "S256")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(StandInProvider.parameters(begin().address().getRawQuery()))
                .doesNotContainEntry("state", sent.get("state"))
                .doesNotContainEntry("nonce", sent.get("nonce"))
                .doesNotContainEntry("code_challenge", sent.get("code_challenge"));
    }

    @Test
    void shouldLetARangerInWithTheTeamAndRememberWhoItIsOverARestart() throws Exception {
        provider.says = claims ->
                claims.claim("amurwatch_role", List.of("users", "ranger")).claim("amurwatch_team", "north");
        dashboard.close();
        Map<String, String> kept = settings();
        kept.put(PREFIX + "sessions-file", folder.resolve("sessions").toString());
        dashboard = new TestDashboard(folder, kept);
        String session = session(logIn());
        var me = TestDashboard.json(dashboard.get("/api/v1/me", session));
        assertThat(me.path("team").asText()).isEqualTo("north");

        dashboard.close();
        dashboard = new TestDashboard(folder, kept);

        assertThat(TestDashboard.json(dashboard.get("/api/v1/me", session)).path("name"))
                .isEqualTo(me.path("name"));
    }

    @Test
    void shouldShowItsSecretWhereItHasOne() throws Exception {
        assertThat(logIn().statusCode()).isEqualTo(204);
        assertThat(provider.authorization).as("a public client").isNull();
        dashboard.close();
        Map<String, String> confidential = settings();
        confidential.put(
                PREFIX + "oidc-client-secret-file",
                Files.writeString(folder.resolve("secret"), SECRET + "\n").toString());
        dashboard = new TestDashboard(folder, confidential);

        assertThat(logIn().statusCode()).isEqualTo(204);
        assertThat(provider.authorization).startsWith("Basic ");
    }

    @Test
    void shouldRefuseTokensThatAreForSomebodyElseOrOver() throws Exception {
        provider.says = claims -> claims.claim("nonce", "another");
        assertNotBelieved();
        provider.says = claims -> claims.audience("another-client");
        assertNotBelieved();
        provider.says = claims -> claims.issuer("https://elsewhere.example.org");
        assertNotBelieved();
        provider.says = claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)));
        assertNotBelieved();
    }

    @Test
    void shouldRefuseTokensThatTheProviderDidNotSign() throws Exception {
        RSAKey other = StandInProvider.key("one");
        provider.signs = claims -> StandInProvider.signed(claims, other);
        assertNotBelieved();
        provider.signs = PlainJWT::new;
        assertNotBelieved();
        provider.signs = OidcRoutesTest::bySharedSecret;
        assertNotBelieved();
    }

    private static SignedJWT bySharedSecret(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            token.sign(new MACSigner(SECRET));
            return token;
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldTakeAStateOnceWithinTenMinutesFromTheBrowserThatBegan() throws Exception {
        Begun begun = begin();
        Begun other = begin();
        String code = provider.logIn(begun.address());
        assertRefused(finish(begun.state(), code, other.cookie()), 403, "begun in another browser");
        assertRefused(finish(begun.state(), code, null), 403, "begun in another browser");
        assertRefused(finish("guessed", code, begun.cookie()), 403, "begin it again");
        assertThat(finish(begun.state(), code, begun.cookie()).statusCode()).isEqualTo(204);
        assertRefused(finish(begun.state(), provider.logIn(begun.address()), begun.cookie()), 403, "begin it again");

        dashboard.pass(Duration.ofMinutes(10));
        assertRefused(finish(other.state(), provider.logIn(other.address()), other.cookie()), 403, "ten minutes ago");
    }

    @Test
    void shouldRefuseACodeThatWasAskedForWithAnotherChallenge() throws Exception {
        Begun begun = begin();
        String stolen = provider.logIn(begin().address());
        assertRefused(finish(begun.state(), stolen, begun.cookie()), 403, "can't be believed");
        Begun denied = begin();
        assertRefused(finish(denied.state(), "", denied.cookie()), 403, "let nobody in");
    }

    @Test
    void shouldRefuseWhoHasNoRoleAndSayWhatIsMissing() throws Exception {
        provider.says = claims -> claims.claim("amurwatch_role", null);
        assertRefused(logIn(), 403, "no role that you have here");
        provider.says = claims -> claims.claim("amurwatch_role", "king");
        assertRefused(logIn(), 403, "no role that you have here");
        provider.says = claims -> claims.claim("amurwatch_role", List.of("analyst", "administrator"));
        assertRefused(logIn(), 403, "more than one role");
        provider.says = claims -> claims.claim("amurwatch_role", "ranger");
        assertRefused(logIn(), 403, "claim amurwatch_team");
    }

    @Test
    void shouldStartAndSaySoWhileTheProviderIsDownAndGoOnOnceItIsBack() throws Exception {
        provider.calledOtherwise = "https://elsewhere.example.org";
        assertRefused(post("/login/oidc", "", null), 503, "log in by a link");
        provider.calledOtherwise = null;
        Begun begun = begin();

        provider.close();

        assertRefused(finish(begun.state(), provider.logIn(begun.address()), begun.cookie()), 503, "can't be reached");
        dashboard.close();
        dashboard = new TestDashboard(folder, settings());
        assertRefused(post("/login/oidc", "", null), 503, "can't be reached");
    }

    @Test
    void shouldCountWhatFailsTogetherWithOtherWaysToLogIn() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(finish("guess-" + i, "code", null).statusCode()).isEqualTo(403);
        }
        assertRefused(finish("guess", "code", null), 429, "ten minutes");
        assertThat(dashboard.logIn("anna", "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    void shouldLetOneAddressBeginSoManyAndNoPageOfElsewhere() throws Exception {
        assertThat(post("/login/oidc", "", null, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
        for (int i = 0; i < 30; i++) {
            begin();
        }
        assertRefused(post("/login/oidc", "", null), 429, "ten minutes");
    }

    @Test
    void shouldTellThePageWhetherThereIsAProviderAndServeItWherePeopleComeBack() throws Exception {
        assertThat(dashboard.get("/login/ways", null).body()).isEqualTo("{\"oidc\":true}");
        HttpResponse<String> back = dashboard.get("/login/oidc/callback?code=a.b&state=c", null);
        assertThat(back.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(back.headers().firstValue("Set-Cookie")).isEmpty();
        dashboard.close();
        dashboard = new TestDashboard(folder);
        assertThat(dashboard.get("/login/ways", null).body()).isEqualTo("{\"oidc\":false}");
        assertThat(post("/login/oidc", "", null).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldStartOnlyWithSettingsThatCanBeRight() {
        Map<String, String> inTheClear = settings();
        inTheClear.put(PREFIX + "oidc-issuer", "http://login.example.org");
        assertUnusable(inTheClear, "oidc-issuer is 'http://login.example.org'");
        Map<String, String> nobody = settings();
        nobody.remove(PREFIX + "oidc-client-id");
        assertUnusable(nobody, "oidc-client-id is missing");
        Map<String, String> proxied = settings();
        proxied.remove(PREFIX + "oidc-redirect-uri");
        proxied.put(PREFIX + "behind-proxy", "true");
        assertUnusable(proxied, "oidc-redirect-uri is missing");
        Map<String, String> elsewhere = settings();
        elsewhere.put(PREFIX + "oidc-redirect-uri", "https://park.example.org/");
        assertUnusable(elsewhere, "ends in /login/oidc/callback");
    }

    private void assertUnusable(Map<String, String> settings, String sentence) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> new TestDashboard(folder, settings).close())
                .withMessageContaining(sentence);
    }
}
