package org.amurwatch.consumer.dashboard.access.oidc;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** The OpenID Connect provider by which people may log in, if there is one. */
public interface OidcSettings {

    /** Its issuer, an address by HTTPS; without it nobody logs in so. */
    Optional<String> oidcIssuer();

    /** What the dashboard is called there. */
    Optional<String> oidcClientId();

    /** The dashboard's secret there, in a file; without it, it is a public client. */
    Optional<Path> oidcClientSecretFile();

    /** Where the provider sends people back to, as it is registered there; without it, the dashboard's address on this machine. */
    Optional<String> oidcRedirectUri();

    /** Claim of the ID token that holds the role, such as {@code duty-officer}. */
    @WithDefault("amurwatch_role")
    String oidcRoleClaim();

    /** Claim of the ID token that holds the team of a ranger. */
    @WithDefault("amurwatch_team")
    String oidcTeamClaim();
}
