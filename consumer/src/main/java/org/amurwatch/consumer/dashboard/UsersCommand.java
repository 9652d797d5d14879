package org.amurwatch.consumer.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Users;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dashboard users}: people who log in with a name and a password. */
@Command(
        name = "users",
        description =
                "People who log in with a name and a password. Needs no broker; run it where the dashboard runs, with"
                        + " the same settings. A dashboard that runs takes each change at once.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Settings: amurwatch.dashboard.users-file.",
            "Example: ./amurwatch dashboard users set anna ranger --team kedrovaya-north"
        })
public final class UsersCommand implements Runnable {

    private static final List<String> COLUMNS = List.of("name", "role", "team");

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing subcommand: set, list or remove.");
    }

    @Command(
            name = "set",
            description =
                    "Adds somebody, or gives somebody who is there another role and a new password, and prints the"
                            + " password. It is kept nowhere else. Sessions of before end.",
            mixinStandardHelpOptions = true)
    int set(
            @Parameters(paramLabel = "NAME", description = "What they type; it stands beside their answers.")
                    String name,
            @Parameters(
                            paramLabel = "ROLE",
                            description = "visitor, partner, ranger, duty-officer, analyst or administrator.")
                    String role,
            @Option(names = "--team", paramLabel = "ID", description = "The team, of a ranger.") @Nullable
                    String team) {
        Role known = Role.of(role);
        known.checkTeam(team);
        spec.commandLine().getOut().println(users().put(name, known, team));
        return ExitCode.DONE;
    }

    @Command(name = "list", description = "Who there is.", mixinStandardHelpOptions = true)
    int list(
            @Option(
                            names = "--output",
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    OutputFormat format) {
        List<Map<String, @Nullable Object>> rows =
                users().all().stream().map(UsersCommand::row).toList();
        new Output(spec.commandLine().getOut(), format).rows(COLUMNS, rows);
        return ExitCode.DONE;
    }

    private static Map<String, @Nullable Object> row(Viewer user) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("name", user.name());
        row.put("role", user.role().label());
        row.put("team", user.team());
        return row;
    }

    @Command(name = "remove", description = "Takes somebody out; their sessions end.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME", description = "Who.") String name) {
        if (!users().remove(name)) {
            throw CommandFailure.usage("There is no user '" + name + "': 'dashboard users list' shows who there is.");
        }
        return ExitCode.DONE;
    }

    private static Users users() {
        return new Users(Settings.read(DashboardSettings.class, Map.of()).usersFile());
    }
}
