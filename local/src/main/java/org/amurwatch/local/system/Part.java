package org.amurwatch.local.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One part of a running local system, as {@code status} shows it.
 *
 * @param name its name; also that of its log
 * @param url where it is reached
 * @param health what answers 200 once it is ready; for the broker its port
 */
public record Part(String name, String url, String health) {

    /** The HTTP ingest: where others send events to. */
    public static final String HTTP = "http";

    /** The page that shows what is happening. */
    public static final String DASHBOARD = "dashboard";

    /** What partners are given; started only where a partners file says who they are. */
    public static final String PARTNERS = "partners";

    /** Names of the parts that are services of our own, started by the command of that name. */
    public static final List<String> SERVICES = List.of("streams", "dispatch", HTTP, DASHBOARD, PARTNERS);

    public static List<Part> all(Ports ports, List<String> services) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Broker.NAME, ports.bootstrapServers(), Integer.toString(ports.broker())));
        parts.add(
                new Part(Registry.NAME, ports.registryUrl(), "http://127.0.0.1:" + ports.registry() + "/health/ready"));
        services.forEach(service -> parts.add(service(ports, service)));
        parts.add(new Part("phone", ports.phoneUrl() + "/messages", ports.phoneUrl() + "/health/ready"));
        return parts;
    }

    static Part service(Ports ports, String service) {
        if (service.equals(HTTP)) {
            return new Part(
                    HTTP,
                    "http://127.0.0.1:" + ports.ingest(),
                    "http://127.0.0.1:" + ports.ingestHealth() + "/health/ready");
        }
        if (service.equals(DASHBOARD)) {
            return new Part(
                    DASHBOARD,
                    "http://127.0.0.1:" + ports.dashboard(),
                    "http://127.0.0.1:" + ports.dashboardHealth() + "/health/ready");
        }
        if (service.equals(PARTNERS)) {
            return new Part(
                    PARTNERS,
                    "http://127.0.0.1:" + ports.partners(),
                    "http://127.0.0.1:" + ports.partnersHealth() + "/health/ready");
        }
        int port = service.equals("streams") ? ports.streams() : ports.dispatch();
        String url = "http://127.0.0.1:" + port;
        return new Part(service, url, url + "/health/ready");
    }

    /** Where it says what it takes, in OpenAPI; empty for parts that take nothing. */
    public Optional<String> openApiUrl() {
        return name.equals(HTTP) ? Optional.of(url + "/openapi.json") : Optional.empty();
    }

    public boolean ready(Health health) throws InterruptedException {
        return name.equals(Broker.NAME) ? health.broker(Integer.parseInt(this.health)) : health.http(this.health);
    }

    /** What the last {@code up} of this folder says of itself; empty where none runs. */
    public static Optional<Running> running(StateFolder state) {
        return StateFolder.read(state.running())
                .map(running -> new Running(
                        Long.parseLong(running.getProperty("pid")),
                        new Ports(Integer.parseInt(running.getProperty("port-base"))),
                        List.of(running.getProperty("services").split(",", -1)).stream()
                                .filter(service -> !service.isEmpty())
                                .toList()))
                .filter(running -> ProcessHandle.of(running.pid())
                        .map(ProcessHandle::isAlive)
                        .orElse(false));
    }

    /** A running {@code up}: its process, its ports, its services. */
    public record Running(long pid, Ports ports, List<String> services) {}
}
