package org.amurwatch.local.system;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.local.Terminal;
import org.amurwatch.local.phone.PatrolPhone;
import org.amurwatch.local.phone.PhoneScreen;
import org.amurwatch.serde.SchemaRegistration;
import org.amurwatch.topic.TopicAdmin;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;

/**
 * The whole system on this machine: broker, registry and our services as child processes, the patrol phone in this one.
 * {@link #start} returns once all is ready; {@link #end} tells when it is over; {@link #stop} may come at any time, from
 * any thread.
 */
public final class LocalSystem {

    /** A broker with much data may need long to check it after a power cut. */
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SERVICE_STOP = Duration.ofSeconds(5);
    private static final Duration BROKER_STOP = Duration.ofSeconds(10);

    private final StateFolder state;
    private final Ports ports;
    private final SystemPlan plan;
    private final double clockRate;
    private final List<String> services;
    private final Terminal terminal;
    private final Health health = new Health();

    /** In the order of their start; guarded by this. */
    private final Map<String, ChildProcess> children = new LinkedHashMap<>();

    private final PatrolPhone phone;
    private final CompletableFuture<Optional<CommandFailure>> end = new CompletableFuture<>();
    private boolean stopped;

    /** @param services commands of ours that run as services: {@link Part#SERVICES} */
    public LocalSystem(
            StateFolder state,
            Ports ports,
            SystemPlan plan,
            double clockRate,
            List<String> services,
            Terminal terminal) {
        this.state = state;
        this.ports = ports;
        this.plan = plan;
        this.clockRate = clockRate;
        this.services = services;
        this.terminal = terminal;
        this.phone =
                new PatrolPhone(EndpointFile.write(state, ports), Clock.systemUTC(), new PhoneScreen(terminal)::show);
    }

    public PatrolPhone phone() {
        return phone;
    }

    /** Starts all parts, in parallel where they don't need each other. */
    public void start() throws InterruptedException {
        announce();
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try {
            CompletableFuture<Void> topics = CompletableFuture.runAsync(this::startBrokerWithTopics, workers);
            CompletableFuture<Void> schemas = CompletableFuture.runAsync(this::startRegistryWithSchemas, workers);
            together(topics, schemas);
            phone.start(ports.phone());
            together(services.stream()
                    .map(service -> CompletableFuture.runAsync(() -> startService(service), workers))
                    .toArray(CompletableFuture<?>[]::new));
        } finally {
            workers.shutdownNow();
        }
        Thread keeper = new Thread(this::keep, "keeper");
        keeper.setDaemon(true);
        keeper.start();
    }

    /** Tells commands of this folder that the system is ready, and where it is. */
    public void publish() {
        StateFolder.write(
                state.systemProperties(),
                Map.of(
                        "amurwatch.bootstrap-servers",
                        ports.bootstrapServers(),
                        "amurwatch.registry-url",
                        ports.registryUrl(),
                        "amurwatch.purpose",
                        plan.purpose().name(),
                        "amurwatch.dashboard.port",
                        Integer.toString(ports.dashboard()),
                        "amurwatch.dashboard.login-links-file",
                        state.dashboardLinks().toString(),
                        "amurwatch.dashboard.users-file",
                        state.dashboardUsers().toString()));
    }

    /** Done once the system is over: empty after {@link #stop}, else what to tell of the part that died. */
    public CompletableFuture<Optional<CommandFailure>> end() {
        return end;
    }

    /**
     * Watches the children. A service of ours that dies is started again, for it goes on where it was; without broker or
     * registry, or with a service that keeps dying, the system is over.
     */
    private void keep() {
        RestartBudget budget = new RestartBudget(Clock.systemUTC());
        while (!end.isDone()) {
            anyExit().join();
            Optional<ChildProcess> dead = dead();
            if (dead.isEmpty()) {
                end.complete(Optional.empty());
            } else if (!Part.SERVICES.contains(dead.get().name()) || !budget.spend()) {
                end.complete(Optional.of(dead.get().obituary()));
            } else {
                restart(dead.get());
            }
        }
    }

    /** One that dies again while it starts is dead once more, and costs another restart. */
    private void restart(ChildProcess dead) {
        terminal.print(dead.obituary().getMessage() + "\nStarting it again; it goes on where it was.");
        try {
            startService(dead.name());
        } catch (CommandFailure e) {
            if (stopped()) {
                end.complete(Optional.empty());
            } else if (dead().isEmpty()) {
                end.complete(Optional.of(e));
            }
        }
    }

    private synchronized CompletableFuture<Object> anyExit() {
        return CompletableFuture.anyOf(
                children.values().stream().map(ChildProcess::onExit).toArray(CompletableFuture<?>[]::new));
    }

    /** A child that died by itself; empty if none did, or once {@link #stop} was called. */
    private synchronized Optional<ChildProcess> dead() {
        return stopped
                ? Optional.empty()
                : children.values().stream().filter(child -> !child.alive()).findFirst();
    }

    public synchronized boolean stopped() {
        return stopped;
    }

    /** Stops all parts, those first that need the others. Does nothing the second time. */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        delete(state.systemProperties());
        for (String name :
                List.of(Part.PARTNERS, Part.DASHBOARD, Part.HTTP, "dispatch", "streams", Registry.NAME, Broker.NAME)) {
            ChildProcess child = children.get(name);
            if (child != null) {
                child.stop(name.equals(Broker.NAME) ? BROKER_STOP : SERVICE_STOP);
            }
        }
        phone.stop();
        delete(state.running());
        end.complete(Optional.empty());
    }

    private void announce() {
        delete(state.systemProperties());
        StateFolder.write(
                state.running(),
                Map.of(
                        "pid",
                        Long.toString(ProcessHandle.current().pid()),
                        "port-base",
                        Integer.toString(ports.base()),
                        "services",
                        String.join(",", services)));
    }

    private void startBrokerWithTopics() {
        long begin = System.nanoTime();
        ChildProcess child = launch(Broker.NAME, () -> Broker.start(state, ports, plan.clusterId()));
        awaitReady(child, part(Broker.NAME));
        terminal.done(Broker.NAME, since(begin), ports.bootstrapServers());
        long topicsBegin = System.nanoTime();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", ports.bootstrapServers()))) {
            int created = new TopicAdmin(admin)
                    .create(Topics.all(), plan.partitions(), (short) 1, true)
                    .size();
            terminal.done("topics", since(topicsBegin), created == 0 ? "all were there" : created + " created");
        }
    }

    private void startRegistryWithSchemas() {
        long begin = System.nanoTime();
        ChildProcess child = launch(Registry.NAME, () -> Registry.start(state, ports));
        awaitReady(child, part(Registry.NAME));
        terminal.done(Registry.NAME, since(begin), ports.registryUrl());
        long schemasBegin = System.nanoTime();
        int registered = new SchemaRegistration(ports.registryUrl()).register().size();
        terminal.done("schemas", since(schemasBegin), registered + " registered");
    }

    private void startService(String service) {
        long begin = System.nanoTime();
        ChildProcess child = launch(service, () -> Services.start(service, state, ports, plan.purpose(), clockRate));
        Part part = part(service);
        awaitReady(child, part);
        terminal.done(service, since(begin), part.url());
    }

    private Part part(String name) {
        return Part.all(ports, services).stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private synchronized ChildProcess launch(String name, java.util.function.Supplier<ChildProcess> start) {
        if (stopped) {
            throw new CommandFailure(ExitCode.FAILED, "Stopped before " + name + " was started.");
        }
        ChildProcess child = start.get();
        children.put(name, child);
        return child;
    }

    private void awaitReady(ChildProcess child, Part part) {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        try {
            while (!part.ready(health)) {
                child.rest(POLL);
                if (!child.alive()) {
                    throw child.obituary();
                }
                if (System.nanoTime() > deadline) {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            "The " + part.name() + " process runs, but was not ready within "
                                    + START_PATIENCE.toSeconds() + " s. Its log is "
                                    + state.logs().resolve(part.name() + ".log") + ".");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "Stopped while " + part.name() + " was starting.", e);
        }
    }

    private static void together(CompletableFuture<?>... starts) throws InterruptedException {
        CompletableFuture<Void> all = CompletableFuture.allOf(starts);
        for (CompletableFuture<?> start : starts) {
            start.whenComplete((done, failure) -> {
                if (failure != null) {
                    all.completeExceptionally(failure);
                }
            });
        }
        try {
            all.get();
        } catch (java.util.concurrent.ExecutionException | CompletionException e) {
            throw org.amurwatch.cli.CommandLines.tell(e);
        }
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static void delete(java.nio.file.Path file) {
        try {
            java.nio.file.Files.deleteIfExists(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("Can't delete " + file + ".", e);
        }
    }
}
