package org.amurwatch.local.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.answer.LinkKeys;
import org.amurwatch.local.AmurWatch;

/** Starts our services: commands of {@link AmurWatch}, each in a process of its own, with settings from the environment. */
final class Services {

    /** Without a bound of its own, the part for what is new takes a third of the heap, and all of it is touched. */
    private static final List<String> SMALL = List.of("-Xmx96m", "-Xmn16m", "-XX:MaxDirectMemorySize=32m");

    private static final Map<String, List<String>> MEMORY = Map.of(
            "streams",
            List.of("-Xmx320m", "-XX:MaxDirectMemorySize=64m"),
            "dispatch",
            SMALL,
            Part.HTTP,
            SMALL,
            Part.DASHBOARD,
            SMALL,
            Part.PARTNERS,
            SMALL);

    private Services() {}

    static ChildProcess start(String service, StateFolder state, Ports ports, Purpose purpose, double clockRate) {
        List<String> flags = MEMORY.getOrDefault(service, List.of("-Xmx128m"));
        return ChildProcess.start(
                service,
                JavaRuntime.command(flags, AmurWatch.class.getName(), List.of(service)),
                environment(settings(state, ports, purpose, clockRate)),
                state.logs());
    }

    private static Map<String, String> settings(StateFolder state, Ports ports, Purpose purpose, double clockRate) {
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                Map.entry("amurwatch.bootstrap-servers", ports.bootstrapServers()),
                Map.entry("amurwatch.registry-url", ports.registryUrl()),
                Map.entry("amurwatch.purpose", purpose.name()),
                Map.entry("amurwatch.streams.clock-rate", Double.toString(clockRate)),
                Map.entry("amurwatch.streams.http-port", Integer.toString(ports.streams())),
                Map.entry("amurwatch.streams.state-dir", state.streams().toString()),
                Map.entry(
                        "amurwatch.streams.release-key-file",
                        key(state.releaseKey()).toString()),
                Map.entry("amurwatch.http.port", Integer.toString(ports.ingest())),
                Map.entry("amurwatch.http.health-port", Integer.toString(ports.ingestHealth())),
                Map.entry("amurwatch.dashboard.port", Integer.toString(ports.dashboard())),
                Map.entry("amurwatch.dashboard.health-port", Integer.toString(ports.dashboardHealth())),
                Map.entry(
                        "amurwatch.dashboard.login-links-file",
                        state.dashboardLinks().toString()),
                Map.entry(
                        "amurwatch.dashboard.users-file", state.dashboardUsers().toString()),
                Map.entry(
                        "amurwatch.dashboard.sessions-file",
                        state.dashboardSessions().toString()),
                Map.entry(
                        "amurwatch.dashboard.past-folder", state.dashboardPast().toString()),
                Map.entry("amurwatch.dashboard.media-folder", state.media().toString()),
                Map.entry("amurwatch.partners.port", Integer.toString(ports.partners())),
                Map.entry("amurwatch.partners.health-port", Integer.toString(ports.partnersHealth())),
                Map.entry("amurwatch.partners.partners-file", state.partners().toString()),
                Map.entry("amurwatch.consumer.http-port", Integer.toString(ports.dispatch())),
                Map.entry("amurwatch.consumer.alert-pages", "true"),
                Map.entry("amurwatch.dispatch.endpoints-file", state.endpoints().toString()),
                Map.entry(
                        "amurwatch.dispatch.link-key-file", key(state.linkKey()).toString()),
                Map.entry("amurwatch.dispatch.link-base", "http://127.0.0.1:" + ports.dispatch())));
        if (clockRate > 0) {
            // A story has a time of its own, in which a canary of today would be out of place.
            settings.put("amurwatch.dispatch.longest-canary-age", "PT0S");
        }
        return settings;
    }

    /** A key of 32 random bytes; made where there is none yet. */
    private static Path key(Path file) {
        if (Files.notExists(file)) {
            StateFolder.writeSecret(file, LinkKeys.random());
        }
        return file;
    }

    /** Settings as environment variables ({@code amurwatch.registry-url}: {@code AMURWATCH_REGISTRY_URL}). */
    private static Map<String, String> environment(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MALLOC_ARENA_MAX", "2");
        settings.forEach((name, value) ->
                environment.put(name.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        return environment;
    }
}
