package org.amurwatch.consumer.dashboard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.amurwatch.consumer.dashboard.access.oidc.OidcSettings;

/** Where the dashboard listens, whom it knows, and how much it keeps. */
@ConfigMapping(prefix = "amurwatch.dashboard")
public interface DashboardSettings {

    @WithDefault("127.0.0.1")
    String host();

    /** 0: any free one. */
    @WithDefault("9100")
    int port();

    /** Where health and metrics are served: how much happens is nobody else's business. */
    @WithDefault("127.0.0.1")
    String healthHost();

    /** 0: any free one. */
    @WithDefault("9101")
    int healthPort();

    /** A proxy of ours that speaks TLS stands before us: only then may it listen for other machines. */
    @WithDefault("false")
    boolean behindProxy();

    /** One-time log-in links, as hashes; {@code dashboard login-link} adds one. */
    @WithDefault(".amurwatch/dashboard-links")
    Path loginLinksFile();

    /** People with a name and a password, as hashes; {@code dashboard users} changes it. */
    @WithDefault(".amurwatch/dashboard-users")
    Path usersFile();

    @WithParentName
    OidcSettings oidc();

    /** Where sessions outlive the process, as hashes; without it everybody logs in again after a restart. */
    Optional<Path> sessionsFile();

    /** Pictures and sounds that imports have kept; they may lie on another machine, and then none are shown. */
    @WithDefault(".amurwatch/media")
    Path mediaFolder();

    /** How long a session lives without a request. */
    @WithDefault("PT12H")
    Duration sessionIdle();

    /** How long a session lives at all. */
    @WithDefault("P7D")
    Duration sessionLongest();

    @WithDefault("500")
    int mostSessions();

    /** Pages that listen for changes at a time. */
    @WithDefault("200")
    int mostStreams();

    /** How far back events are shown. */
    @WithDefault("P90D")
    Duration history();

    /** How many events are shown at most; the oldest are left out. */
    @WithDefault("20000")
    int mostEvents();

    /** Of how many days counts are kept for each territory. */
    @WithDefault("400")
    int mostDays();

    /** Where what was seen in the last 400 days is kept on disk, of this process alone; without it, only what is shown can be replayed. */
    Optional<Path> pastFolder();

    /** Where the page may fetch tiles of a map; without it, it draws its own shapes alone. */
    Optional<String> tilesUrl();

    /** Language of the page, unless its reader chose another: en, ru or zh. */
    @WithDefault("en")
    String language();

    /** How often the head of its audit is given out, where it has changed. */
    @WithDefault("P1D")
    Duration auditHeads();
}
