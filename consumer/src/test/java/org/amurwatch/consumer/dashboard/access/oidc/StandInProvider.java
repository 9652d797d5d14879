package org.amurwatch.consumer.dashboard.access.oidc;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A provider on a port of its own: tells its addresses and keys, and gives real, signed tokens for codes, after it has checked PKCE. */
final class StandInProvider implements AutoCloseable {

    static final String CLIENT = "amurwatch-dashboard";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final RSAKey key = key("one");
    /** What was asked for, by code. */
    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

    /** Changes what it says of whoever logs in. */
    volatile Consumer<JWTClaimsSet.Builder> says = claims -> {};
    /** How it makes a token. */
    volatile Function<JWTClaimsSet, JWT> signs = this::signed;
    /** What it calls itself; null: as it is. */
    volatile String calledOtherwise;
    /** The header by which the dashboard showed who it is, with the last code. */
    volatile String authorization;

    StandInProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> send(exchange, 200, metadata()));
        server.createContext("/keys", exchange -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        server.createContext("/token", this::redeem);
        server.start();
    }

    static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer",
                calledOtherwise == null ? issuer() : calledOtherwise,
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    /** What a person does there: logs in, and is sent back with a code. */
    String logIn(URI address) {
        String code = UUID.randomUUID().toString();
        asked.put(code, parameters(address.getRawQuery()));
        return code;
    }

    static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, again) -> again,
                        HashMap::new));
    }

    private void redeem(HttpExchange exchange) throws IOException {
        Map<String, String> sent =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        authorization = exchange.getRequestHeaders().getFirst("Authorization");
        // Each code once.
        Map<String, String> request = asked.remove(sent.getOrDefault("code", ""));
        if (request == null
                || !request.get("code_challenge_method").equals("S256")
                || !request.get("code_challenge").equals(challenge(sent.get("code_verifier")))
                || !request.get("redirect_uri").equals(sent.get("redirect_uri"))) {
            send(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject("subject-7")
                .audience(request.get("client_id"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", request.get("nonce"))
                .claim("amurwatch_role", "duty-officer");
        says.accept(claims);
        send(
                exchange,
                200,
                Map.of(
                        "access_token", "unused",
                        "token_type", "Bearer",
                        "id_token", signs.apply(claims.build()).serialize()));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    SignedJWT signed(JWTClaimsSet claims) {
        return signed(claims, key);
    }

    static SignedJWT signed(JWTClaimsSet claims, RSAKey with) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
            token.sign(new RSASSASigner(with));
            return token;
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
