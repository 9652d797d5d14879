package org.amurwatch.local.secrets;

import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.security.Party;

/** Tells the brokers a party's new password. */
@FunctionalInterface
public interface PasswordChange {

    /**
     * Returns once the brokers have the password; they take the old one no more. Telling the same password again is allowed,
     * and changes nothing.
     *
     * @param connection where the brokers are
     * @param party whose password it is
     * @param password the new one; wiped after the call
     */
    void tell(ConnectionOptions connection, Party party, char[] password);
}
