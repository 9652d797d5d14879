package org.amurwatch.consumer.dashboard.access.oidc;

import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * What the dashboard is to its provider.
 *
 * @param secret null: a public client
 * @param redirect where people come back to
 */
record OidcClient(Issuer issuer, ClientID id, @Nullable Secret secret, URI redirect) {

    /** Where people come back to, below the dashboard's address. */
    static final String CALLBACK = "/login/oidc/callback";

    /**
     * @param ownAddress the dashboard's, such as {@code http://127.0.0.1:9100}; null: its users reach it by another that is not known
     * @throws CommandFailure if a setting can't be used
     */
    static Optional<OidcClient> of(OidcSettings settings, @Nullable String ownAddress) {
        if (settings.oidcIssuer().isEmpty()) {
            return Optional.empty();
        }
        String issuer = settings.oidcIssuer().get();
        safe("oidc-issuer", issuer);
        String id = settings.oidcClientId()
                .orElseThrow(() -> CommandFailure.usage("Setting amurwatch.dashboard.oidc-client-id is missing: with"
                        + " oidc-issuer it says what the dashboard is called there."));
        String redirect = settings.oidcRedirectUri()
                .or(() -> Optional.ofNullable(ownAddress).map(address -> address + CALLBACK))
                .orElseThrow(
                        () -> CommandFailure.usage("Setting amurwatch.dashboard.oidc-redirect-uri is missing: behind a"
                                + " proxy it says by which address people come back, such as https://park.example.org"
                                + CALLBACK + "."));
        if (!redirect.endsWith(CALLBACK)) {
            throw CommandFailure.usage("Setting amurwatch.dashboard.oidc-redirect-uri is '" + redirect
                    + "': expected an address that ends in " + CALLBACK + ".");
        }
        return Optional.of(new OidcClient(
                new Issuer(issuer),
                new ClientID(id),
                settings.oidcClientSecretFile().map(OidcClient::secret).orElse(null),
                safe("oidc-redirect-uri", redirect)));
    }

    private static URI safe(String setting, String address) {
        try {
            URI uri = URI.create(address);
            if (isSafe(uri)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw CommandFailure.usage("Setting amurwatch.dashboard." + setting + " is '" + address
                + "': expected an address that begins with https:// (or http:// and is of this machine).");
    }

    /** Whether what goes there can't be read on the way. */
    static boolean isSafe(@Nullable URI uri) {
        return uri != null
                && uri.getHost() != null
                && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost())));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Secret secret(Path file) {
        try {
            return new Secret(Files.readString(file).strip());
        } catch (IOException e) {
            throw CommandFailure.usage("Setting amurwatch.dashboard.oidc-client-secret-file is " + file
                    + ", which can't be read: is it there, and ours to read?");
        }
    }
}
