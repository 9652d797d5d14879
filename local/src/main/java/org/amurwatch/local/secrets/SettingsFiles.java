package org.amurwatch.local.secrets;

import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Base64;
import org.amurwatch.security.Party;

/** The files of settings in the folder. */
final class SettingsFiles {

    /** Begins the line with the key by which the registry verifies tokens. */
    static final String PUBLIC_KEY = "quarkus.oidc.amurwatch.public-key=";

    private SettingsFiles() {}

    /** How the registry proves itself to the brokers, and whose tokens it takes. */
    static String registry(String password, PublicKey tokenKey) {
        return """
                # Settings of the schema registry that go with the secrets. Made by './amurwatch secrets create'.
                # To the brokers it is %1$s:
                apicurio.kafka.common.security.protocol=SASL_SSL
                apicurio.kafka.common.sasl.mechanism=SCRAM-SHA-512
                apicurio.kafka.common.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
                username="%1$s" password="%2$s";
                apicurio.kafka.common.ssl.truststore.type=PEM
                apicurio.kafka.common.ssl.truststore.location=/run/secrets/ca.crt
                # Who may write schemas: the bearer of a token that is signed with the key of registry-token.pub.
                quarkus.oidc.amurwatch.application-type=service
                quarkus.oidc.amurwatch.tenant-paths=/*
                %3$s%4$s
                quarkus.oidc.amurwatch.token.issuer=%5$s
                quarkus.oidc.amurwatch.token.audience=%6$s
                quarkus.oidc.amurwatch.token.signature-algorithm=RS256
                quarkus.oidc.amurwatch.roles.role-claim-path=roles
                """.formatted(
                        Party.REGISTRY.principal(),
                        password,
                        PUBLIC_KEY,
                        inOneLine(tokenKey),
                        RegistryToken.ISSUER,
                        RegistryToken.AUDIENCE);
    }

    /** A key as Base64 of its SubjectPublicKeyInfo. */
    static String inOneLine(PublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** Settings for commands on the machine that the containers run on; no secret. */
    static String host(Path folder) {
        return """
                # Settings for commands on this machine: AMURWATCH_SETTINGS=%1$s/host.properties ./amurwatch ...
                amurwatch.bootstrap-servers=localhost:9192
                amurwatch.registry-url=https://localhost:9181/apis/ccompat/v7
                amurwatch.security-folder=%2$s
                """.formatted(folder, folder.toString().replace("\\", "\\\\"));
    }
}
