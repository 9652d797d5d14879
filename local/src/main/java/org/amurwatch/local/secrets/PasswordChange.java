package org.amurwatch.local.secrets;

import java.nio.file.Path;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.failure.CommandFailure;

/** Tells the brokers a principal's new password. */
@FunctionalInterface
public interface PasswordChange {

    /**
     * Returns once the brokers have the password; the old one is of no use from then on. Telling the same password again is
     * allowed, and changes nothing.
     *
     * @param connection where the brokers are
     * @param folder the folder of secrets, by which the teller proves who it is
     * @param principal such as {@code amurwatch-producer}
     * @param password the new one; wiped after the call
     */
    void tell(ConnectionOptions connection, Path folder, String principal, char[] password);

    /** For a system whose brokers are told by other means: refuses, and names the two steps. */
    PasswordChange BY_HAND = (connection, folder, principal, password) -> {
        throw CommandFailure.usage("This command can't tell the brokers. Run it with --prepare, give the password in "
                + principal.substring(SecretFile.principal("").length())
                + ".password.next to the brokers, then run it with --commit.");
    };
}
