package org.amurwatch.local.secrets;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;

/**
 * A new password for one party: first into {@code PARTY.password.next}, then to the brokers, then in place of the old one. A
 * rotation that was interrupted goes on with the same new password, whichever of them the brokers have by then.
 */
final class PasswordRotation {

    private final SecretsFolder folder;
    private final Party party;

    PasswordRotation(SecretsFolder folder, Party party) {
        this.folder = folder;
        this.party = party;
    }

    /** Writes the new password beside the old one, if none is there yet. */
    void prepare() {
        current();
        SecretFile next = SecretFile.nextPassword(party);
        if (!folder.has(next)) {
            folder.write(Map.of(next, Passwords.random() + "\n"));
        }
    }

    /**
     * Gives the new password to the brokers.
     *
     * @throws CommandFailure they can't be told; the old password stays in its file
     */
    void tell(Consumer<char[]> brokers) {
        char[] password = next().toCharArray();
        try {
            brokers.accept(password);
        } catch (RuntimeException e) {
            CommandFailure told = CommandLines.tell(e);
            throw new CommandFailure(
                    told.exitCode(),
                    told.getMessage() + " The password of " + party.principal() + " in " + folder.path()
                            + " is as it was. Run the same command again to go on" + otherwise(told) + ".",
                    e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Only admin's own rotation can lock its command out: the brokers took the password, and the file has the old one. */
    private String otherwise(CommandFailure told) {
        return party == Party.ADMIN && told.exitCode() == ExitCode.NOT_ALLOWED
                ? ", or with --commit if an earlier rotation was interrupted after the brokers had been told"
                : "";
    }

    /** Puts the new password in place of the old one. */
    void commit() {
        String next = next();
        String current = current();
        if (party == Party.REGISTRY && folder.has(SecretFile.REGISTRY_SETTINGS)) {
            folder.write(Map.of(SecretFile.REGISTRY_SETTINGS, settings(current, next)));
        }
        folder.overwrite(SecretFile.password(party), next + "\n");
        folder.delete(SecretFile.nextPassword(party));
    }

    /** Replaces the password alone: what an operator added to the file stays. */
    private String settings(String current, String next) {
        try {
            String text = folder.read(SecretFile.REGISTRY_SETTINGS);
            if (!text.contains(current) && !text.contains(next)) {
                throw new UnusableSecret("does not hold the password of registry.password");
            }
            return text.replace(current, next);
        } catch (UnusableSecret e) {
            throw DevelopmentAuthority.unusable(folder, SecretFile.REGISTRY_SETTINGS, e);
        }
    }

    private String current() {
        if (!folder.has(SecretFile.password(party))) {
            throw missing("There is no " + folder.path(SecretFile.password(party))
                    + " to replace. './amurwatch secrets create' makes the folder.");
        }
        return read(SecretFile.password(party));
    }

    private String next() {
        if (!folder.has(SecretFile.nextPassword(party))) {
            throw missing("There is no " + folder.path(SecretFile.nextPassword(party))
                    + ". Run './amurwatch secrets rotate " + party.label() + " --prepare' first.");
        }
        return read(SecretFile.nextPassword(party));
    }

    private static CommandFailure missing(String sentence) {
        return new CommandFailure(ExitCode.FAILED, sentence);
    }

    private String read(SecretFile file) {
        try {
            return SecretCheck.password(folder.read(file));
        } catch (UnusableSecret e) {
            throw DevelopmentAuthority.unusable(folder, file, e);
        }
    }
}
