package org.amurwatch.local.secrets;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.local.secrets.SecretsInventory.Condition;
import org.amurwatch.security.Party;
import org.amurwatch.settings.SystemSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code secrets create}, {@code renew}, {@code show} and {@code rotate}. */
@Command(
        name = "secrets",
        description =
                "Makes and keeps the folder of keys, certificates and passwords of a secured system. Never prints one.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch secrets create --brokers 1"})
public final class SecretsCommand {

    private static final String DEFAULT_FOLDER = "deploy/secrets";
    private static final String FOLDER = "The folder of secrets (default: ${DEFAULT-VALUE}).";
    private static final String DAYS =
            "Days for which certificates and the registry's token are valid (default: ${DEFAULT-VALUE}).";
    private static final int MOST_BROKERS = 99;
    private static final int MOST_DAYS = 3650;

    @Spec
    private CommandSpec spec;

    private final Clock clock;
    private final PasswordChange passwordChange;

    public SecretsCommand(Clock clock, PasswordChange passwordChange) {
        this.clock = clock;
        this.passwordChange = passwordChange;
    }

    @Command(
            name = "create",
            description = {
                "Makes a CA, certificates, passwords and the registry's token. Files that are there stay as they are: run it"
                        + " again to make what is missing."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch secrets create --host-name station.example.org"})
    int create(
            @Option(names = "--folder", defaultValue = DEFAULT_FOLDER, description = FOLDER) Path path,
            @Option(
                            names = "--brokers",
                            defaultValue = "3",
                            paramLabel = "NUMBER",
                            description = "Brokers that get a certificate (default: ${DEFAULT-VALUE}).")
                    int brokers,
            @Option(
                            names = "--host-name",
                            paramLabel = "NAME",
                            description =
                                    "DNS name or IP address under which brokers, registry and HTTP ingest are reached as well;"
                                            + " repeatable.")
                    @Nullable
                    List<String> hostNames,
            @Option(names = "--days", defaultValue = "825", description = DAYS) int days) {
        within("--brokers", brokers, MOST_BROKERS);
        within("--days", days, MOST_DAYS);
        HolderNames more = names(hostNames);
        SecretsFolder folder = new SecretsFolder(path);
        folder.prepare();
        SecretsCreation.Outcome outcome =
                folder.alone(() -> new SecretsCreation(folder, clock, more, days).run(brokers));
        say(
                outcome.made().isEmpty()
                        ? "Nothing was missing in " + folder.path() + "."
                        : "Made in " + folder.path() + ": " + String.join(", ", outcome.made()) + ".");
        if (!outcome.kept().isEmpty()) {
            say("Left as they were: " + String.join(", ", outcome.kept()) + ".");
        }
        if (!outcome.elsewhere().isEmpty()) {
            say("Not here, and needed to sign anew: " + String.join(", ", outcome.elsewhere()) + ".");
        }
        if (!outcome.lacking().isEmpty()) {
            say("Not for all of " + String.join(", ", more.names()) + ": " + String.join(", ", outcome.lacking())
                    + ". './amurwatch secrets renew' with the same --host-name makes them anew.");
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "renew",
            description = {
                "Makes new keys and certificates of brokers, registry, HTTP ingest and admin from the same CA, and a new token for the"
                        + " registry. Passwords and names of certificates stay.",
                "To another CA in three steps, each followed by a restart of everything: --new-ca (both are trusted), then"
                        + " without option (the new one signs), then --drop-old-ca."
            },
            mixinStandardHelpOptions = true)
    int renew(
            @Option(names = "--folder", defaultValue = DEFAULT_FOLDER, description = FOLDER) Path path,
            @Option(
                            names = "--host-name",
                            paramLabel = "NAME",
                            description = "One more name or address of brokers, registry and HTTP ingest; repeatable.")
                    @Nullable
                    List<String> hostNames,
            @Option(names = "--days", defaultValue = "825", description = DAYS) int days,
            @Option(names = "--new-ca", description = "Makes a new CA beside the old one, and no certificates.")
                    boolean newAuthority,
            @Option(names = "--drop-old-ca", description = "Ends the trust in the old CA.") boolean dropOldAuthority) {
        within("--days", days, MOST_DAYS);
        if (newAuthority && dropOldAuthority) {
            throw CommandFailure.usage("--new-ca and --drop-old-ca are the first and the last step; give one of them.");
        }
        HolderNames more = names(hostNames);
        SecretsFolder folder = existing(path);
        CertificateRenewal renewal = new CertificateRenewal(folder, clock);
        List<String> replaced = folder.alone(() -> {
            if (newAuthority) {
                return renewal.addAuthority();
            }
            return dropOldAuthority ? renewal.dropOldAuthorities() : renewal.renew(more, days);
        });
        say("Replaced in " + folder.path() + ": " + String.join(", ", replaced) + ".");
        if (newAuthority) {
            say("Now restart everything that has ca.crt: brokers one after another, registry, applications. Then"
                    + " './amurwatch secrets renew'.");
        } else if (dropOldAuthority) {
            say("Now restart everything that has ca.crt: brokers one after another, registry, applications.");
        } else {
            say(
                    "Now restart the brokers, one after another, then the registry and http. 'init' and 'init-schemas' take theirs"
                            + " when they run next.");
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "show",
            description =
                    "Lists each file: what it is for, who may read it, when it expires. Exit code 1 if one is missing,"
                            + " expired, unusable or open to others.",
            mixinStandardHelpOptions = true)
    int show(
            @Option(names = "--folder", defaultValue = DEFAULT_FOLDER, description = FOLDER) Path path,
            @Option(
                            names = "--brokers",
                            defaultValue = "3",
                            paramLabel = "NUMBER",
                            description = "Brokers that must have a certificate (default: ${DEFAULT-VALUE}).")
                    int brokers,
            @Option(
                            names = "--output",
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    OutputFormat format) {
        within("--brokers", brokers, MOST_BROKERS);
        List<SecretsInventory.Entry> entries = new SecretsInventory(existing(path), clock).entries(brokers);
        new Output(spec.commandLine().getOut(), format)
                .rows(
                        SecretsInventory.COLUMNS,
                        entries.stream().map(SecretsInventory.Entry::row).toList());
        for (SecretsInventory.Entry entry : entries) {
            if (entry.condition() != Condition.WELL) {
                say((entry.condition() == Condition.WRONG ? "Wrong: " : "Warning: ") + entry.file() + ": "
                        + entry.state());
            }
        }
        return entries.stream().anyMatch(entry -> entry.condition() == Condition.WRONG)
                ? ExitCode.FAILED
                : ExitCode.DONE;
    }

    @Command(
            name = "rotate",
            description = {
                "Gives one party a new password: tells the brokers, then replaces its file. If the brokers can't be told, the"
                        + " old password stays in force; the same command again goes on.",
                "Clients take it when they connect next; the registry needs a restart."
            },
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Example: AMURWATCH_SETTINGS=deploy/secrets/host.properties ./amurwatch secrets rotate producer"
            })
    int rotate(
            @Parameters(paramLabel = "PARTY", description = "One of: ${COMPLETION-CANDIDATES}.") Party party,
            @Mixin ConnectionOptions connection,
            @Option(names = "--folder", defaultValue = DEFAULT_FOLDER, description = FOLDER) Path path,
            @Option(
                            names = "--prepare",
                            description = "Only writes PARTY.password.next, for brokers that are told by other means.")
                    boolean prepare,
            @Option(names = "--commit", description = "Only puts PARTY.password.next in place of the old password.")
                    boolean commit) {
        if (prepare && commit) {
            throw CommandFailure.usage("--prepare and --commit are two steps; give one of them, or none for both.");
        }
        SecretsFolder folder = existing(path);
        if (!prepare && !commit) {
            isOf(folder, connection);
        }
        folder.alone(() -> {
            PasswordRotation rotation = new PasswordRotation(folder, party);
            if (!commit) {
                rotation.prepare();
            }
            if (!commit && !prepare) {
                rotation.tell(password -> passwordChange.tell(connection, party, password));
            }
            if (!prepare) {
                rotation.commit();
            }
            return party;
        });
        say(
                prepare
                        ? "The new password is in " + folder.path(SecretFile.nextPassword(party))
                                + ". Give it to the brokers for " + party.principal()
                                + ", then run this command with --commit."
                        : party.principal() + " has a new password, in " + folder.path(SecretFile.password(party)) + "."
                                + (party == Party.REGISTRY ? " Now restart the registry." : ""));
        return ExitCode.DONE;
    }

    /** The brokers must be those of this folder: or one system's password would be given to another. */
    private static void isOf(SecretsFolder folder, ConnectionOptions connection) {
        Optional<Path> used = connection
                .read(SystemSettings.class)
                .securityFolder()
                .map(path -> path.toAbsolutePath().normalize());
        if (used.isEmpty() || !used.get().equals(folder.path())) {
            throw CommandFailure.usage(
                    "The brokers are told with the secrets of the setting amurwatch.security-folder, which is "
                            + used.map(path -> "'" + path + "'").orElse("not set") + ", and not " + folder.path()
                            + ". Set AMURWATCH_SETTINGS=" + folder.path(SecretFile.HOST_SETTINGS)
                            + ", or give --prepare and --commit.");
        }
    }

    private static SecretsFolder existing(Path path) {
        SecretsFolder folder = new SecretsFolder(path);
        if (!folder.exists()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "There is no folder " + folder.path()
                            + ". './amurwatch secrets create' makes it; --folder names another.");
        }
        return folder;
    }

    private static HolderNames names(@Nullable List<String> hostNames) {
        return hostNames == null ? HolderNames.NONE : HolderNames.given(hostNames);
    }

    private static void within(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw CommandFailure.usage(option + " " + value + " is not between 1 and " + most + ".");
        }
    }

    private void say(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(sentence);
        err.flush();
    }
}
