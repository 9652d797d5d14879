package org.amurwatch.consumer.dashboard.access.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.amurwatch.consumer.dashboard.access.oidc.PendingLogins.Pending;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The provider: where it lets people log in, and what it says of who did. It is asked for its addresses when first needed. */
final class OidcProvider {

    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

    /** Of public keys alone: a signature by our own secret, or none, says nothing. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final OidcClient client;
    private final ProviderCalls calls;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    /** What it told of itself. */
    private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator) {}

    OidcProvider(OidcClient client, ProviderCalls calls) {
        this.client = client;
        this.calls = calls;
    }

    /**
     * Where somebody logs in.
     *
     * @throws Refusal if the provider can't be reached
     */
    URI loginAddress(Pending pending) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, new Scope("openid"), client.id(), client.redirect())
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(pending.state()))
                .nonce(new Nonce(pending.nonce()))
                .codeChallenge(pending.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * What the provider says of who logged in.
     *
     * @throws Refusal 403 if it says nothing, or nothing that can be believed; 503 if it can't be reached
     */
    IDTokenClaimsSet claims(String code, Pending pending) {
        Known provider = known();
        try {
            JWT token = redeem(provider.metadata(), code, pending);
            if (!(token instanceof SignedJWT)) {
                throw new BadJOSEException("The ID token is not signed.");
            }
            return provider.validator().validate(token, new Nonce(pending.nonce()));
        } catch (KeySourceException | IOException e) {
            throw unreachable(e);
        } catch (BadJOSEException | JOSEException | ParseException e) {
            LOG.warn("A log-in by {} was refused: {}", client.issuer(), e.getMessage());
            throw Refusal.of(
                    403,
                    "Not let in",
                    "What the provider said of you can't be believed, or was meant for somebody else: log in there again.");
        }
    }

    private JWT redeem(OIDCProviderMetadata metadata, String code, Pending pending)
            throws IOException, ParseException, BadJOSEException {
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), client.redirect(), pending.verifier());
        URI endpoint = metadata.getTokenEndpointURI();
        Secret secret = client.secret();
        TokenRequest.Builder request = secret == null
                ? new TokenRequest.Builder(endpoint, client.id(), grant)
                : new TokenRequest.Builder(endpoint, authentication(secret, metadata), grant);
        TokenResponse response =
                OIDCTokenResponseParser.parse(request.build().toHTTPRequest().send(calls));
        if (response instanceof OIDCTokenResponse success) {
            return success.getOIDCTokens().getIDToken();
        }
        throw new BadJOSEException("The provider did not take the code: "
                + response.toErrorResponse().getErrorObject().getCode() + ".");
    }

    private ClientAuthentication authentication(Secret secret, OIDCProviderMetadata metadata) {
        List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
        // None named: the one that each must have.
        return methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                ? new ClientSecretBasic(client.id(), secret)
                : new ClientSecretPost(client.id(), secret);
    }

    private Known known() {
        Known before = known.get();
        if (before != null) {
            return before;
        }
        try {
            Known asked = ask();
            known.set(asked);
            return asked;
        } catch (GeneralException | IOException e) {
            throw unreachable(e);
        }
    }

    private Known ask() throws GeneralException, IOException {
        OIDCProviderMetadata metadata =
                OIDCProviderMetadata.parse(calls.retrieveResource(OIDCProviderMetadata.resolveURL(client.issuer()))
                        .getContent());
        if (!client.issuer().equals(metadata.getIssuer())) {
            throw new GeneralException("It calls itself " + metadata.getIssuer() + ".");
        }
        for (URI uri : new URI[] {
            metadata.getAuthorizationEndpointURI(), metadata.getTokenEndpointURI(), metadata.getJWKSetURI()
        }) {
            if (!OidcClient.isSafe(uri)) {
                throw new GeneralException("It names the address " + uri + ", where others could read on the way.");
            }
        }
        JWKSource<SecurityContext> keys =
                JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), calls).build();
        return new Known(
                metadata,
                new IDTokenValidator(
                        client.issuer(), client.id(), new JWSVerificationKeySelector<>(ALGORITHMS, keys), null));
    }

    private Refusal unreachable(Exception failure) {
        LOG.warn("Provider {} can't be used: {}", client.issuer(), failure.toString());
        return Refusal.later(
                503,
                "No provider",
                "The provider that people log in by can't be reached, or does not answer as it should: try again in a"
                        + " moment, or log in by a link or by name and password.",
                10);
    }
}
