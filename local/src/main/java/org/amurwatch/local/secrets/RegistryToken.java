package org.amurwatch.local.secrets;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the registry's tokens claim: a JWT, signed RS256, that the registry verifies with the public key alone.
 *
 * @param issuer {@code iss}; the registry takes tokens of this issuer alone
 * @param subject {@code sub}: whose token it is
 * @param audience {@code aud}
 * @param roles what the holder may do, by the registry's own names: sr-readonly, sr-developer, sr-admin
 */
record RegistryToken(String issuer, String subject, String audience, List<String> roles) {

    /** The registry is set to take tokens of this issuer, for this audience, and no others. */
    static final String ISSUER = "amurwatch";

    static final String AUDIENCE = "amurwatch-registry";

    private static final String EXPIRY = "exp";

    /** May register schemas and set how they may change, which needs the registry's sr-admin. */
    static final RegistryToken WRITER =
            new RegistryToken(ISSUER, "amurwatch-init-schemas", AUDIENCE, List.of("sr-admin"));

    String sign(PrivateKey key, Instant from, Instant until) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", subject);
        claims.put("aud", audience);
        claims.put("roles", roles);
        claims.put("iat", from.getEpochSecond());
        claims.put(EXPIRY, until.getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .build();
        JWSObject token = new JWSObject(header, new Payload(claims));
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A token for the registry can't be signed.", e);
        }
        return token.serialize();
    }

    /**
     * When a token ends, once its signature was verified.
     *
     * @throws UnusableSecret it is no token, or another key signed it
     */
    static Instant end(String text, PublicKey key) throws UnusableSecret {
        try {
            JWSObject token = JWSObject.parse(text.strip());
            if (!(key instanceof RSAPublicKey rsa)) {
                throw new UnusableSecret("can't be verified: registry-token.pub is no RSA key");
            }
            if (!JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())
                    || !token.verify(new RSASSAVerifier(rsa))) {
                throw new UnusableSecret("was not signed, RS256, with the key of registry-token.pub");
            }
            Map<String, Object> claims = token.getPayload().toJSONObject();
            if (claims != null && claims.get(EXPIRY) instanceof Number seconds) {
                return Instant.ofEpochSecond(seconds.longValue());
            }
            throw new UnusableSecret("is a token that never ends; 'exp' is expected");
        } catch (ParseException | JOSEException e) {
            throw new UnusableSecret("is not a signed token (JWT)", e);
        }
    }
}
