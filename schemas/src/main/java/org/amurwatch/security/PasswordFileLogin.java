package org.amurwatch.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * Gives a Kafka client its user name and, from a file, its password, at each log-in anew: a password that is rotated holds
 * from the next connection on, without a restart, and stands in no setting that a client might log.
 */
public final class PasswordFileLogin implements AuthenticateCallbackHandler {

    private static final String USER = "user";
    private static final String FILE = "passwordFile";

    private String user = "";
    private Path file = Path.of("");

    /** The value of {@code sasl.jaas.config} for a user whose password stands in a file. */
    static String jaas(String user, Path file) {
        return ScramLoginModule.class.getName() + " required " + option(USER, user) + " "
                + option(FILE, file.toString()) + ";";
    }

    private static String option(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public void configure(Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> entries) {
        Map<String, ?> options = entries.get(0).getOptions();
        this.user = String.valueOf(options.get(USER));
        this.file = Path.of(String.valueOf(options.get(FILE)));
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(read());
            } else if (!(callback instanceof ScramExtensionsCallback)) {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    private char[] read() throws IOException {
        try {
            return Files.readString(file).strip().toCharArray();
        } catch (IOException e) {
            throw new IOException("Can't read the password of " + user + " from " + file + ".", e);
        }
    }

    @Override
    public void close() {
        // Keeps nothing.
    }
}
