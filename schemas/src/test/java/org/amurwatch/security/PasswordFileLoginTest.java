package org.amurwatch.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.TextOutputCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileLoginTest {

    private static final String MECHANISM = "SCRAM-SHA-512";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reader.password",
                "a \"quoted\" name",
                "back\\slash",
                "ends with \\",
                "semicolon; and = and 'single'",
                "тигр 豹"
            })
    void shouldFindTheFileWhateverItsName(String name) throws Exception {
        Path file = Files.writeString(folder.resolve(name), "one-password-of-many\n");

        PasswordFileLogin login = login("amurwatch-reader", file);
        assertThat(ask(login)).isEqualTo("amurwatch-reader one-password-of-many");
    }

    @Test
    void shouldReadThePasswordAtEachLogInAnew() throws Exception {
        Path file = Files.writeString(folder.resolve("reader.password"), "first\n");

        PasswordFileLogin login = login("amurwatch-reader", file);
        assertThat(ask(login)).endsWith(" first");
        Files.writeString(file, "second\r\n");
        assertThat(ask(login)).endsWith(" second");
    }

    @Test
    void shouldSayWhosePasswordIsNotThere() throws Exception {
        Path file = folder.resolve("reader.password");

        PasswordFileLogin login = login("amurwatch-reader", file);
        assertThatThrownBy(() -> ask(login))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("amurwatch-reader")
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldHaveNoExtensionsOfTheProtocolAndRefuseQuestionsItDoesNotKnow() throws Exception {
        Path file = Files.writeString(folder.resolve("reader.password"), "secret");

        PasswordFileLogin login = login("amurwatch-reader", file);
        ScramExtensionsCallback extensions = new ScramExtensionsCallback();
        login.handle(new Callback[] {extensions});
        assertThat(extensions.extensions()).isNullOrEmpty();
        assertThatThrownBy(() ->
                        login.handle(new Callback[] {new TextOutputCallback(TextOutputCallback.INFORMATION, "hello")}))
                .isInstanceOf(UnsupportedCallbackException.class);
    }

    @Test
    void shouldHoldNoPasswordInItsSetting() throws IOException {
        Path file = Files.writeString(folder.resolve("reader.password"), "very-secret");

        assertThat(PasswordFileLogin.jaas("amurwatch-reader", file)).doesNotContain("very-secret");
    }

    /** As Kafka's clients do: by way of the setting's text. */
    private static PasswordFileLogin login(String user, Path file) {
        JaasContext context = JaasContext.loadClientContext(
                Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(PasswordFileLogin.jaas(user, file))));
        PasswordFileLogin login = new PasswordFileLogin();
        login.configure(Map.of(), MECHANISM, context.configurationEntries());
        return login;
    }

    private static String ask(PasswordFileLogin login) throws IOException, UnsupportedCallbackException {
        NameCallback name = new NameCallback("name");
        PasswordCallback password = new PasswordCallback("password", false);
        login.handle(List.of(name, password).toArray(Callback[]::new));
        return name.getName() + " " + new String(password.getPassword());
    }
}
