package org.amurwatch.consumer.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.consumer.dashboard.access.LoginLinks;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dashboard login-link}: a link that lets somebody into the dashboard, once. */
@Command(
        name = "login-link",
        description = "Prints a link that lets somebody into the dashboard, once. Needs no broker; run it where the"
                + " dashboard runs, with the same settings.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Settings: amurwatch.dashboard.login-links-file, .port.",
            "Example: ./amurwatch dashboard login-link ranger --team kedrovaya-north"
        })
public final class LoginLinkCommand implements Callable<Integer> {

    private static final int MOST_HOURS = 24 * 7;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ROLE", description = "visitor, partner, ranger, duty-officer, analyst or administrator.")
    private String role;

    @Option(names = "--team", paramLabel = "ID", description = "The team, of a ranger.")
    private @Nullable String team;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "24",
            description = "How long it can be used (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--base",
            paramLabel = "URL",
            description = "Where the dashboard is, as its users reach it (default: this machine).")
    private @Nullable String base;

    @Override
    public Integer call() {
        DashboardSettings settings = Settings.read(DashboardSettings.class, Map.of());
        Role known = Role.of(role);
        known.checkTeam(team);
        if (hours < 1 || hours > MOST_HOURS) {
            throw CommandFailure.usage("--hours is 1 to " + MOST_HOURS + "; got " + hours + ".");
        }
        String token = new LoginLinks(settings.loginLinksFile(), Clock.systemUTC())
                .add(Viewer.of(known, team), Duration.ofHours(hours));
        String address = base == null ? "http://127.0.0.1:" + settings.port() : base.replaceFirst("/+$", "");
        spec.commandLine().getOut().println(address + LoginLinks.PATH + token);
        return ExitCode.DONE;
    }
}
