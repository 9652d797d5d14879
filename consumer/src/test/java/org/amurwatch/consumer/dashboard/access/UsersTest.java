package org.amurwatch.consumer.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.amurwatch.consumer.dashboard.TestDashboard;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {

    @TempDir
    private Path folder;

    @Test
    void shouldLetInByNameAndPasswordAlone() throws Exception {
        String password = users().put("anna", Role.RANGER, "team-a");
        try (TestDashboard dashboard = new TestDashboard(folder)) {
            HttpResponse<String> answer = dashboard.logIn("anna", password, "Sec-Fetch-Site", "same-origin");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
            var me = TestDashboard.json(dashboard.get("/api/v1/me", TestDashboard.cookie(answer)));
            assertThat(me.path("role").asText()).isEqualTo("RANGER");
            assertThat(me.path("name").asText()).isEqualTo("anna");
            assertThat(dashboard.logIn("anna", password + "x").statusCode()).isEqualTo(403);
            assertThat(dashboard.logIn("anna", "").statusCode()).isEqualTo(403);
            assertThat(dashboard.logIn("ivan", password).statusCode()).isEqualTo(403);
            assertThat(dashboard
                            .logIn("anna", password, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void shouldKeepHashesAloneThatOnlyTheOwnerReads() throws Exception {
        String password = users().put("anna", Role.ANALYST, null);

        assertThat(password).matches("([a-z2-9]{4}-){4}[a-z2-9]{4}");
        assertThat(Files.readString(folder.resolve("users")))
                .startsWith("anna\tANALYST\t\t$argon2id$v=19$m=9216,t=4,p=1$")
                .doesNotContain(password);
        assertThat(Files.getPosixFilePermissions(folder.resolve("users"))).hasSize(2);
    }

    @Test
    void shouldEndSessionsOfWhoIsRemovedOrGetsAnotherPassword() throws Exception {
        try (TestDashboard dashboard = new TestDashboard(folder)) {
            String cookie = TestDashboard.cookie(dashboard.logIn("anna", users().put("anna", Role.ANALYST, null)));
            assertThat(dashboard.get("/api/v1/me", cookie).statusCode()).isEqualTo(200);

            String again = TestDashboard.cookie(dashboard.logIn("anna", users().put("anna", Role.ANALYST, null)));
            assertThat(dashboard.get("/api/v1/me", cookie).statusCode()).isEqualTo(401);
            assertThat(dashboard.get("/api/v1/me", again).statusCode()).isEqualTo(200);

            assertThat(users().remove("anna")).isTrue();
            assertThat(dashboard.get("/api/v1/me", again).statusCode()).isEqualTo(401);
            assertThat(users().remove("anna")).isFalse();
        }
    }

    @Test
    void shouldKnowUsersAgainAfterARestart() throws Exception {
        Map<String, String> kept = Map.of(
                "amurwatch.dashboard.sessions-file", folder.resolve("sessions").toString());
        String password = users().put("anna", Role.DUTY_OFFICER, null);
        String cookie;
        try (TestDashboard before = new TestDashboard(folder, kept)) {
            cookie = TestDashboard.cookie(before.logIn("anna", password));
        }
        try (TestDashboard after = new TestDashboard(folder, kept)) {
            assertThat(TestDashboard.json(after.get("/api/v1/me", cookie))
                            .path("name")
                            .asText())
                    .isEqualTo("anna");
            users().put("anna", Role.VISITOR, null);
            assertThat(after.get("/api/v1/me", cookie).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void shouldLockANameThatIsGuessedAndNoOther() throws Exception {
        String anna = users().put("anna", Role.ANALYST, null);
        String ivan = users().put("ivan", Role.ANALYST, null);
        Map<String, String> proxied = Map.of("amurwatch.dashboard.behind-proxy", "true");
        try (TestDashboard dashboard = new TestDashboard(folder, proxied)) {
            for (int i = 0; i < 10; i++) {
                assertThat(dashboard
                                .logIn("anna", "guess", "X-Forwarded-For", "192.0.2." + i)
                                .statusCode())
                        .isEqualTo(403);
            }
            HttpResponse<String> locked = dashboard.logIn("anna", anna, "X-Forwarded-For", "192.0.2.20");
            assertThat(locked.statusCode()).isEqualTo(429);
            assertThat(dashboard
                            .logIn("ivan", ivan, "X-Forwarded-For", "192.0.2.20")
                            .statusCode())
                    .isEqualTo(204);
            dashboard.pass(Duration.ofMinutes(11));
            assertThat(dashboard
                            .logIn("anna", anna, "X-Forwarded-For", "192.0.2.20")
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void shouldSayWhatALoginIsMadeOf() throws Exception {
        try (TestDashboard dashboard = new TestDashboard(folder)) {
            var browser = dashboard.browser(Role.ANALYST, null);
            assertThat(browser.post(
                                    "/login",
                                    "name=anna&password=x",
                                    "Content-Type",
                                    "application/x-www-form-urlencoded")
                            .statusCode())
                    .isEqualTo(400);
            HttpResponse<String> broken =
                    browser.post("/login", "{\"password\":\"sesame\"", "Content-Type", "application/json");
            assertThat(broken.statusCode()).isEqualTo(400);
            assertThat(broken.body()).contains("name and password").doesNotContain("sesame");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Anna", "anna b", "a\tb", "visitor", "duty-officer", "9anna", "аня"})
    void shouldRefuseWhatIsNoName(String name) {
        assertThatThrownBy(() -> users().put(name, Role.ANALYST, null))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("can't be a user's name");
        assertThat(folder.resolve("users")).doesNotExist();
    }

    @Test
    void shouldLetNobodyInByALineThatIsDamagedOrAsksForMuchMemory() throws Exception {
        String password = users().put("anna", Role.ANALYST, null);
        String line = Files.readString(folder.resolve("users"));
        try (TestDashboard dashboard = new TestDashboard(folder)) {
            for (String damaged : new String[] {
                line.replace("ANALYST", "EMPEROR"),
                line.replace("ANALYST\t", "RANGER\t"),
                line.replace("m=9216", "m=999999"),
                line.replace("$argon2id", "$argon2i"),
                line.replace("p=1$", "p=1$$"),
                "anna\tANALYST\t\t" + password
            }) {
                Files.writeString(folder.resolve("users"), damaged);
                dashboard.pass(Duration.ofMinutes(11));
                assertThat(dashboard.logIn("anna", password).statusCode())
                        .as(damaged)
                        .isEqualTo(403);
            }
            Files.writeString(folder.resolve("users"), line);
            assertThat(dashboard.logIn("anna", password).statusCode()).isEqualTo(204);
        }
    }

    private Users users() {
        return new Users(folder.resolve("users"));
    }
}
