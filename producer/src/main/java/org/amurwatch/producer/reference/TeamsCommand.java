package org.amurwatch.producer.reference;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.Territory;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code teams}, {@code teams list} and {@code teams load}. */
@Command(
        name = "teams",
        description = "Lists the patrol teams, or loads them from a YAML file.",
        mixinStandardHelpOptions = true,
        subcommands = {TeamsCommand.ListTeams.class, TeamsCommand.Load.class},
        footer = {"", "Examples:", "  ./amurwatch teams", "  ./amurwatch teams load teams.yaml"})
public final class TeamsCommand implements Callable<Integer> {

    private final BiFunction<Connection, Clock, ReferenceStore> stores;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ListingOptions options;

    public TeamsCommand() {
        this(KafkaReferenceStore::new, Clock.systemUTC());
    }

    TeamsCommand(BiFunction<Connection, Clock, ReferenceStore> stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        return list(spec.commandLine().getOut(), options.connect(), options.output());
    }

    private int list(PrintWriter out, Connection connection, OutputFormat format) {
        Map<String, PatrolTeam> teams = stores.apply(connection, clock).read(Topics.PATROL_TEAMS);
        new Output(out, format)
                .rows(
                        List.of("id", "name", "language", "territories", "sectors", "kinds", "endpoints", "retired"),
                        teams.values().stream().map(team -> row(team, format)).toList());
        return ExitCode.DONE;
    }

    private static Map<String, Object> row(PatrolTeam team, OutputFormat format) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", team.getId());
        row.put("name", team.getName());
        row.put("language", team.getLanguage());
        row.put("territories", shown(team.getTerritoryIds(), format));
        row.put("sectors", shown(team.getSectorIds(), format));
        row.put("kinds", shown(team.getKinds().stream().map(Enum::name).toList(), format));
        row.put("endpoints", shown(team.getEndpoints(), format));
        row.put("retired", team.getRetired());
        return row;
    }

    private static Object shown(List<String> texts, OutputFormat format) {
        return format == OutputFormat.JSON ? texts : String.join(" ", texts);
    }

    /** {@code teams list}. */
    @Command(name = "list", description = "Lists the patrol teams.", mixinStandardHelpOptions = true)
    static final class ListTeams implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private TeamsCommand parent;

        @Mixin
        private ListingOptions options;

        @Override
        public Integer call() {
            return parent.list(
                    spec.commandLine().getOut(),
                    options.connect(spec, parent.options),
                    options.output(spec, parent.options));
        }
    }

    /** {@code teams load}. */
    @Command(
            name = "load",
            description = {
                "Loads patrol teams from a YAML file, and returns once streams-app works with them.",
                "Each team has an id, a name, the territories or sectors it answers for, the kinds of poaching alert it is"
                        + " told of and the names of its endpoints; language (en, ru, zh) and retired may be added."
                        + " Teams that the file does not name stay as they are."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Example: ./amurwatch teams load teams.yaml"})
    static final class Load implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @ParentCommand
        private TeamsCommand parent;

        @Mixin
        private ListingOptions options;

        @Mixin
        private LoadOptions load;

        @Parameters(paramLabel = "FILE", description = "teams: [{id, name, territories, sectors, kinds, endpoints}]")
        private Path file;

        @Override
        public Integer call() {
            PrintWriter err = spec.commandLine().getErr();
            Map<String, PatrolTeam> teams = new TreeMap<>();
            TeamsFile.read(file).forEach(team -> teams.put(team.getId(), team));
            ReferenceStore store = parent.stores.apply(options.connect(spec, parent.options), parent.clock);
            int warnings = warn(err, teams, store.read(Topics.TERRITORIES));
            Set<String> appliedBy = store.load(Topics.PATROL_TEAMS, teams, load.timeout());
            LoadOptions.tell(err, teams.size() + (teams.size() == 1 ? " team" : " teams"), appliedBy);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("loaded", teams.size());
            result.put("warnings", warnings);
            result.put("appliedBy", List.copyOf(appliedBy));
            new Output(spec.commandLine().getOut(), options.output(spec, parent.options)).object(result);
            return ExitCode.DONE;
        }

        /** Territories may be loaded after their teams, so that an unknown one is no fault. Returns how many warnings. */
        private static int warn(PrintWriter err, Map<String, PatrolTeam> teams, Map<String, Territory> territories) {
            Set<String> sectors = new TreeSet<>();
            territories.values().forEach(territory -> sectors.add(territory.getSectorId()));
            int before = 0;
            for (PatrolTeam team : teams.values()) {
                before += warn(err, team, "territory", team.getTerritoryIds(), territories.keySet());
                before += warn(err, team, "sector", team.getSectorIds(), sectors);
                if (team.getEndpoints().isEmpty() && !team.getRetired()) {
                    err.println("Team '" + team.getId() + "' has no endpoint: no alert will reach it.");
                    before++;
                }
            }
            return before;
        }

        private static int warn(PrintWriter err, PatrolTeam team, String what, List<String> named, Set<String> known) {
            List<String> unknown =
                    named.stream().filter(id -> !known.contains(id)).toList();
            unknown.forEach(id -> err.println("Team '" + team.getId() + "' names the " + what + " '" + id
                    + "', which is not loaded: it is told of nothing there until it is."));
            return unknown.size();
        }
    }
}
