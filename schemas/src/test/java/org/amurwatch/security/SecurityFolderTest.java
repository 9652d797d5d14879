package org.amurwatch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecurityFolderTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Party.class)
    void shouldMakeEachPartyItselfAndNeedNothingOfTheOthers(Party party) throws IOException {
        Files.writeString(folder.resolve("ca.crt"), "a certificate");
        Files.writeString(folder.resolve(party.label() + ".password"), "its-secret");

        Map<String, Object> client = new SecurityFolder(folder).clientSettings(party);

        assertThat(client)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry(
                        "ssl.truststore.location", folder.resolve("ca.crt").toString())
                .containsEntry("sasl.client.callback.handler.class", PasswordFileLogin.class)
                .hasEntrySatisfying("sasl.jaas.config", jaas -> assertThat(jaas.toString())
                        .contains("user=\"amurwatch-" + party.label() + "\""));
        assertThat(client.toString()).doesNotContain("its-secret");
    }

    @Test
    void shouldLeaveTheCheckOfTheBrokersNameOn() throws IOException {
        Files.writeString(folder.resolve("ca.crt"), "a certificate");
        Files.writeString(folder.resolve("reader.password"), "secret");

        assertThat(new SecurityFolder(folder).clientSettings(Party.READER))
                .doesNotContainKey("ssl.endpoint.identification.algorithm");
    }

    @Test
    void shouldSayWhichFileIsNotThereAndWhatToDo() throws IOException {
        assertRefused(Party.READER, "ca.crt should hold the certificate of the authority, and is not there");

        Files.writeString(folder.resolve("ca.crt"), "a certificate");
        assertRefused(Party.READER, "reader.password should hold the password of 'reader', and is not there");
    }

    @Test
    void shouldSayThatAFileIsEmptyOrAFolder() throws IOException {
        Files.writeString(folder.resolve("ca.crt"), "a certificate");
        Files.writeString(folder.resolve("reader.password"), "\n");
        assertRefused(Party.READER, "reader.password should hold the password of 'reader', and is empty");

        Files.createDirectory(folder.resolve("dispatch.password"));
        assertRefused(Party.DISPATCH, "and is a folder (Docker makes one where the file to mount is missing)");
    }

    @Test
    void shouldHaveATokenOnlyWhereThereIsOne() throws IOException {
        assertThat(new SecurityFolder(folder).registryToken()).isEmpty();
        Path token = Files.writeString(folder.resolve("registry-writer.token"), "a token");
        assertThat(new SecurityFolder(folder).registryToken()).contains(token);
    }

    private void assertRefused(Party party, String sentence) {
        assertThatThrownBy(() -> new SecurityFolder(folder).clientSettings(party))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.WRONG_USAGE))
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(sentence)
                .hasMessageContaining("amurwatch.security-folder")
                .hasMessageContaining("'./amurwatch secrets create'");
    }
}
