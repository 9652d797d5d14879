package org.amurwatch.local;

import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Purpose;
import org.amurwatch.cli.CommandLines;
import org.amurwatch.consumer.dashboard.access.LoginLinks;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.local.Terminal.Colour;
import org.amurwatch.local.system.LocalSystem;
import org.amurwatch.local.system.Part;
import org.amurwatch.local.system.Ports;
import org.amurwatch.local.system.StateFolder;
import org.amurwatch.local.system.SystemPlan;
import org.amurwatch.producer.canary.CanaryService;
import org.amurwatch.producer.canary.CanarySettings;
import org.amurwatch.producer.publish.KafkaLiveSink;
import org.amurwatch.producer.publish.RecordPublisher;
import org.amurwatch.security.Party;
import org.amurwatch.settings.Settings;
import org.amurwatch.settings.SystemSettings;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.Topics;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}: the whole system on this machine, in the foreground. */
@Command(
        name = "up",
        description = "Runs the whole system on this machine until Ctrl-C: broker, schema registry, streams, dispatch,"
                + " HTTP ingest, the dashboard, and a patrol phone in this terminal. All of it listens on loopback alone; its state is in .amurwatch/ of"
                + " this folder and survives a restart.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch up --demo"})
public final class UpCommand implements Callable<Integer> {

    /** How long the children of a killed predecessor may need to notice it and to end. */
    private static final Duration AFTER_A_CRASH = Duration.ofSeconds(20);

    private static final Duration LINKS_LIVE = Duration.ofHours(24);

    @Spec
    private CommandSpec spec;

    @Option(names = "--fresh", description = "Deletes the state of this folder first, and begins anew.")
    private boolean fresh;

    @Option(
            names = "--bare",
            description = "Loads no example territories, places, teams and policies into an empty state.")
    private boolean bare;

    @Option(names = "--demo", description = "Plays the story of Lord when all is ready. All of it is an EXERCISE.")
    private boolean demo;

    @Option(
            names = "--exercise",
            description = "Begins a system for exercises, such as 'simulate --publish': it takes EXERCISE for real.")
    private boolean exercise;

    @Option(names = "--until-end", description = "With --demo: stops when the story is over.")
    private boolean untilEnd;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description = "With --demo: seconds of the story in a second (default: " + Demo.DEFAULT_SPEED
                    + ", some two minutes in all).")
    private double speed;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            defaultValue = "" + Ports.DEFAULT_BASE,
            description = "First of the ports that it uses, up to eleven above it (default: ${DEFAULT-VALUE}).")
    private int portBase;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Of each topic that has more than one, fixed when the state is begun (default: "
                    + SystemPlan.DEFAULT_PARTITIONS + ").")
    private int partitions;

    private final Supplier<CommandLine> commands;
    private final DemoSink demoSink;

    /**
     * @param commands makes the command line that this command is part of
     * @param demoSink where the demo publishes
     */
    public UpCommand(Supplier<CommandLine> commands, DemoSink demoSink) {
        this.commands = commands;
        this.demoSink = demoSink;
    }

    @Override
    public Integer call() throws Exception {
        checkOptions();
        long begin = System.nanoTime();
        Terminal terminal = new Terminal(spec.commandLine().getErr(), Terminal.welcomesColour());
        StateFolder state = new StateFolder(Path.of(""));
        Ports ports = new Ports(portBase);
        FileLock lock = state.lock();
        try {
            if (fresh && state.hasSystem()) {
                terminal.print("Deleting the state in " + state.root() + ".");
                state.clear();
            }
            ports.requireFree(Files.exists(state.partners()), state.leftByCrash() ? AFTER_A_CRASH : Duration.ZERO);
            SystemPlan plan = plan(state);
            LocalSystem system =
                    new LocalSystem(state, ports, plan, demo ? Demo.CLOCK_RATE : 0, services(state), terminal);
            return run(system, state, ports, terminal, begin);
        } finally {
            lock.channel().close();
        }
    }

    private void checkOptions() {
        if (!demo && (untilEnd || speed != 0)) {
            throw CommandFailure.usage("--speed and --until-end belong to --demo: add it, or leave them out.");
        }
        if (demo && bare) {
            throw CommandFailure.usage("--demo needs the example territories and teams: leave --bare out.");
        }
        if (speed < 0) {
            throw CommandFailure.usage("--speed is greater than 0; got " + speed + ".");
        }
    }

    private SystemPlan plan(StateFolder state) {
        boolean begun = state.hasSystem();
        SystemPlan plan = SystemPlan.of(state, demo || exercise ? Purpose.EXERCISE : Purpose.ACTUAL, partitions);
        if (exercise && plan.purpose() != Purpose.EXERCISE) {
            throw CommandFailure.usage(
                    "This system was begun for real, and stays so: --exercise needs a folder of its own,"
                            + " or --fresh, which deletes what is here.");
        }
        if (!begun && !bare) {
            state.markExamplePending();
        }
        return plan;
    }

    /** The services that this build has; that of the partners only where a file says who they are. */
    private List<String> services(StateFolder state) {
        Map<String, CommandLine> known = commands.get().getSubcommands();
        return Part.SERVICES.stream()
                .filter(known::containsKey)
                .filter(service -> !service.equals(Part.PARTNERS) || Files.exists(state.partners()))
                .toList();
    }

    private int run(LocalSystem system, StateFolder state, Ports ports, Terminal terminal, long begin)
            throws InterruptedException {
        Thread stopper = new Thread(
                () -> {
                    terminal.print("\nStopping ...");
                    system.stop();
                    terminal.print("Stopped. The state stays in " + state.root() + ".");
                },
                "stopper");
        Runtime.getRuntime().addShutdownHook(stopper);
        CanaryService canary = null;
        try {
            terminal.print("Starting Amur Watch; logs are in " + state.logs() + ".");
            system.start();
            if (state.examplePending()) {
                new ExampleReference(commands.get(), state, ports, terminal).load();
                state.exampleLoaded();
            }
            system.publish();
            canary = demo ? null : startCanary(ports);
            terminal.print(welcome(state, ports, Duration.ofNanos(System.nanoTime() - begin), terminal));
            return demo ? tellAndWait(system, ports, terminal) : waitForDeath(system);
        } catch (CommandFailure e) {
            if (system.stopped()) {
                // Ctrl-C while it was starting: what failed failed because it was stopped.
                stopper.join();
                return ExitCode.FAILED;
            }
            throw e;
        } finally {
            if (canary != null) {
                canary.close();
            }
            system.stop();
            removeHook(stopper);
        }
    }

    /** In this process, since it is little: a process of its own took 130 MB, with a heap of 32. */
    private static CanaryService startCanary(Ports ports) {
        Connection connection = connection(ports);
        Clock clock = Clock.systemUTC();
        return new CanaryService(
                        () -> new KafkaLiveSink(connection, clock),
                        clock,
                        Settings.read(CanarySettings.class, Map.of()).every())
                .start();
    }

    private static Connection connection(Ports ports) {
        return new Connection(
                Settings.read(
                        SystemSettings.class,
                        Map.of(
                                "amurwatch.bootstrap-servers",
                                ports.bootstrapServers(),
                                "amurwatch.registry-url",
                                ports.registryUrl())),
                Party.PRODUCER);
    }

    private int tellAndWait(LocalSystem system, Ports ports, Terminal terminal) throws InterruptedException {
        Connection connection = connection(ports);
        Demo story = new Demo(
                clock -> demoSink.open(connection, clock),
                clock -> answers(connection, clock),
                system.phone(),
                terminal,
                speed == 0 ? Demo.DEFAULT_SPEED : speed,
                Clock.systemUTC());
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        Thread teller = new Thread(
                () -> {
                    try {
                        told.complete(story.tell());
                    } catch (InterruptedException | RuntimeException e) {
                        told.completeExceptionally(e);
                    }
                },
                "demo");
        teller.setDaemon(true);
        teller.start();
        try {
            CompletableFuture.anyOf(told, system.end()).get();
        } catch (ExecutionException e) {
            throw CommandLines.tell(e);
        }
        if (told.isDone() && untilEnd) {
            return told.join() ? ExitCode.DONE : ExitCode.FAILED;
        }
        if (told.isDone()) {
            terminal.print("\nThe system goes on running. Ctrl-C stops it.");
        }
        return waitForDeath(system);
    }

    private static Demo.AnswerSink answers(Connection connection, Clock clock) {
        RecordPublisher publisher = new RecordPublisher(connection, clock);
        return new Demo.AnswerSink() {
            @Override
            public void send(PatrolResponse response) {
                publisher.send(Topics.RESPONSES, response.getSectorId(), response, sent -> {});
                publisher.flush();
            }

            @Override
            public void close() {
                publisher.close();
            }
        };
    }

    private static int waitForDeath(LocalSystem system) {
        Optional<CommandFailure> death = system.end().join();
        if (death.isPresent()) {
            throw death.get();
        }
        return ExitCode.DONE;
    }

    private static void removeHook(Thread stopper) {
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException e) {
            // The hook is what stops us.
        }
    }

    private String welcome(StateFolder state, Ports ports, Duration took, Terminal terminal) {
        StringBuilder text = new StringBuilder("\n");
        text.append(terminal.paint(Colour.BOLD, "Amur Watch is ready"))
                .append(String.format(java.util.Locale.ROOT, " after %.1f s.%n", took.toMillis() / 1000.0));
        Part.all(ports, services(state))
                .forEach(part -> text.append(String.format("  %-10s %s%n", part.name(), part.url())));
        text.append(String.format("  %-10s %s%n", "logs", state.logs()))
                .append(services(state).contains(Part.DASHBOARD) ? loginLinks(state, ports) : "")
                .append("\nTry in another terminal, from this folder:\n")
                .append("  ./amurwatch report GUNSHOT --lat 43.1 --lon 131.4\n")
                .append("  ./amurwatch activity\n")
                .append("  ./amurwatch status\n")
                .append("Ctrl-C stops the system.");
        return text.toString();
    }

    /** New ones at each start: what was printed before opens nothing any more. */
    private static String loginLinks(StateFolder state, Ports ports) {
        LoginLinks links = new LoginLinks(state.dashboardLinks(), Clock.systemUTC());
        links.clear();
        StringBuilder text = new StringBuilder("\nThe dashboard, for each role a link that lets somebody in once:\n");
        for (Role role : Role.values()) {
            String team = role.hasTeam() ? ExampleReference.TEAM : null;
            text.append(String.format(
                    "  %-14s http://127.0.0.1:%d%s%s%n",
                    role.label(), ports.dashboard(), LoginLinks.PATH, links.add(Viewer.of(role, team), LINKS_LIVE)));
        }
        return text.toString();
    }
}
