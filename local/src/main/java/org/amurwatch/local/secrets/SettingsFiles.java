package org.amurwatch.local.secrets;

import java.nio.file.Path;

/** The files of settings in the folder. */
final class SettingsFiles {

    private SettingsFiles() {}

    /** What the registry must know and nobody may see: how it proves itself to the brokers. */
    static String registry(String password) {
        return """
                # Settings of the schema registry that hold a secret. Made by './amurwatch secrets'.
                apicurio.kafka.common.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
                username="%s" password="%s";
                """.formatted(SecretFile.principal("registry"), password);
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
