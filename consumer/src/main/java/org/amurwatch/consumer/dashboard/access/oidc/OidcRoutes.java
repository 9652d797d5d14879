package org.amurwatch.consumer.dashboard.access.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.amurwatch.consumer.answer.RequestLimit;
import org.amurwatch.consumer.dashboard.access.LoginGate;
import org.amurwatch.consumer.dashboard.access.Tokens;
import org.amurwatch.consumer.dashboard.access.oidc.PendingLogins.Pending;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Logs in by an OpenID Connect provider. Fetching {@code /login/oidc}, to begin, or {@code /login/oidc/callback}, to where the
 * provider sends people back, shows the page, which posts to the same address. So every cookie may be strict about which site a
 * request comes from, and what goes wrong is a sentence on the page.
 */
public final class OidcRoutes implements Consumer<RoutesConfig> {

    private static final String COOKIE = "__Host-amurwatch-login";
    private static final String BEGIN = "/login/oidc";
    private static final int MOST_BEGUN = 30;
    private static final int MOST_STATE = 64;
    private static final int MOST_CODE = 4_096;

    private final @Nullable OidcProvider provider;
    private final ClaimedRole roles;
    private final LoginGate gate;
    private final PendingLogins pending;
    private final RequestLimit begun;

    /**
     * @param ownAddress the dashboard's, such as {@code http://127.0.0.1:9100}; null: its users reach it by another that is not known
     * @throws org.amurwatch.failure.CommandFailure if a setting can't be used
     */
    public OidcRoutes(OidcSettings settings, @Nullable String ownAddress, LoginGate gate, Clock clock) {
        this.provider = OidcClient.of(settings, ownAddress)
                .map(client -> new OidcProvider(client, new ProviderCalls()))
                .orElse(null);
        this.roles = new ClaimedRole(settings.oidcRoleClaim(), settings.oidcTeamClaim());
        this.gate = gate;
        this.pending = new PendingLogins(clock);
        this.begun = new RequestLimit(MOST_BEGUN, PendingLogins.LIFE, clock);
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get("/login/ways", context -> answer(context, "oidc", provider != null));
        if (provider != null) {
            routes.post(BEGIN, context -> begin(context, provider));
            routes.post(OidcClient.CALLBACK, context -> finish(context, provider));
        }
    }

    private void begin(Context context, OidcProvider asked) {
        if (!begun.count(gate.admit(context))) {
            throw Refusal.later(429, "Too often", "Too many log-ins were begun: wait ten minutes.", 600);
        }
        String browser = Tokens.random();
        String address = asked.loginAddress(pending.begin(browser)).toString();
        setCookie(context, browser, PendingLogins.LIFE);
        context.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(JsonNodeFactory.instance
                        .objectNode()
                        .put("address", address)
                        .toString());
    }

    private void finish(Context context, OidcProvider asked) {
        String client = gate.admit(context);
        JsonNode body = LoginGate.body(context, "state", "code");
        String code = body.path("code").asText();
        Pending one = take(context, body.path("state").asText(), client);
        setCookie(context, "", Duration.ZERO);
        if (code.isBlank() || code.length() > MOST_CODE) {
            throw Refusal.of(403, "Not let in", "The provider let nobody in: log in there again.");
        }
        gate.letIn(context, roles.viewer(claims(asked, code, one, client)));
    }

    private Pending take(Context context, String state, String client) {
        return pending.take(state.substring(0, Math.min(state.length(), MOST_STATE)), context.cookie(COOKIE))
                .orElseThrow(() -> {
                    gate.countFailed(client);
                    return Refusal.of(
                            403,
                            "Not begun here",
                            "This log-in was begun in another browser, more than ten minutes ago, or is over: begin it again.");
                });
    }

    private IDTokenClaimsSet claims(OidcProvider asked, String code, Pending one, String client) {
        try {
            return asked.claims(code, one);
        } catch (Refusal refusal) {
            if (refusal.status() == 403) {
                gate.countFailed(client);
            }
            throw refusal;
        }
    }

    private static void setCookie(Context context, String value, Duration life) {
        context.cookie(new Cookie(COOKIE, value, "/", (int) life.toSeconds(), true, true, null, SameSite.STRICT));
    }

    private static void answer(Context context, String field, boolean value) {
        context.header("Cache-Control", "no-store")
                .contentType("application/json")
                .result(JsonNodeFactory.instance.objectNode().put(field, value).toString());
    }
}
