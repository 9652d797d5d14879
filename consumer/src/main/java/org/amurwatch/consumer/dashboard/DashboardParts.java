package org.amurwatch.consumer.dashboard;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.answer.AnswerTaker;
import org.amurwatch.consumer.answer.ClientAddress;
import org.amurwatch.consumer.dashboard.access.AccessRoutes;
import org.amurwatch.consumer.dashboard.access.LoginGate;
import org.amurwatch.consumer.dashboard.access.LoginLinks;
import org.amurwatch.consumer.dashboard.access.LoginRoutes;
import org.amurwatch.consumer.dashboard.access.SecurityHeaders;
import org.amurwatch.consumer.dashboard.access.Sessions;
import org.amurwatch.consumer.dashboard.access.Users;
import org.amurwatch.consumer.dashboard.access.oidc.OidcRoutes;
import org.amurwatch.consumer.dashboard.audit.AccessLog;
import org.amurwatch.consumer.dashboard.health.SystemFacts;
import org.amurwatch.consumer.dashboard.live.LiveStream;
import org.amurwatch.consumer.dashboard.media.MediaRoutes;
import org.amurwatch.consumer.dashboard.page.PageFiles;
import org.amurwatch.consumer.dashboard.past.PastIndex;
import org.amurwatch.consumer.dashboard.state.Park;
import org.amurwatch.consumer.dashboard.view.ParkView;
import org.amurwatch.consumer.dashboard.view.PastView;
import org.amurwatch.media.MediaStore;
import org.jspecify.annotations.Nullable;

/** What serves a park, wherever that is filled from. */
final class DashboardParts implements AutoCloseable {

    private static final int CHANGES_KEPT = 4_000;

    private final LiveStream live;
    private final @Nullable PastIndex past;
    private final MediaRoutes media;
    private final ApiRoutes api;
    private final DashboardServer server;

    /**
     * Starts to serve.
     *
     * @param version of the program
     * @throws org.amurwatch.failure.CommandFailure if a setting or a port can't be used
     */
    DashboardParts(
            DashboardSettings settings,
            Purpose purpose,
            String version,
            Park park,
            AlertBook alerts,
            SystemFacts facts,
            Sinks sinks,
            Supplier<DashboardHealth> health,
            PrometheusMeterRegistry metrics,
            Clock clock) {
        ParkView view = new ParkView(park, alerts, facts, version, clock);
        Users users = new Users(settings.usersFile());
        Sessions sessions = new Sessions(
                settings.sessionIdle(),
                settings.sessionLongest(),
                settings.mostSessions(),
                settings.sessionsFile().orElse(null),
                users::stillKnows,
                clock);
        AccessLog audit = new AccessLog(sinks.accesses(), clock);
        this.live = new LiveStream(park.state(), view, sessions, audit, CHANGES_KEPT, settings.mostStreams());
        AccessRoutes access =
                new AccessRoutes(sessions, new SecurityHeaders(settings.tilesUrl(), settings.behindProxy()), live::end);
        LoginGate gate =
                new LoginGate(sessions, new ClientAddress(settings.behindProxy()), settings.sessionLongest(), clock);
        OidcRoutes oidc = new OidcRoutes(settings.oidc(), ownAddress(settings), gate, clock);
        LoginRoutes login = new LoginRoutes(gate, new LoginLinks(settings.loginLinksFile(), clock), users);
        this.past = settings.pastFolder()
                .map(folder -> new PastIndex(folder, clock))
                .orElse(null);
        this.media = new MediaRoutes(
                view,
                new MediaStore(settings.mediaFolder()),
                (viewer, event, hash, blurred) -> audit.write(viewer, AccessKind.MEDIA, event, 1));
        this.api = new ApiRoutes(
                view,
                live,
                new PastRoutes(past == null ? null : new PastView(park, past), audit, clock),
                audit,
                new AnswerRoute(view, new AnswerTaker(clock), sinks.responses()),
                new VerdictRoute(view, sinks.verdicts(), clock),
                new NoteRoutes(view, sinks.notes(), clock),
                media,
                new MeJson(park, purpose, settings, version),
                () -> health.get().ready(),
                clock);
        measure(metrics, sessions, audit);
        List<Consumer<RoutesConfig>> routes = List.of(access, oidc, login, api, new PageFiles());
        this.server = new DashboardServer(settings, health, metrics::scrape, routes);
    }

    /** Null behind a proxy: that is where its users go. */
    private static @Nullable String ownAddress(DashboardSettings settings) {
        return settings.behindProxy() ? null : "http://" + settings.host() + ":" + settings.port();
    }

    private void measure(PrometheusMeterRegistry metrics, Sessions sessions, AccessLog audit) {
        Gauge.builder("amurwatch_dashboard_streams", live, LiveStream::clients)
                .description("Pages that listen for changes")
                .register(metrics);
        FunctionCounter.builder("amurwatch_dashboard_streams_dropped", live, LiveStream::dropped)
                .description("Streams that were ended because their reader was too slow")
                .register(metrics);
        Gauge.builder("amurwatch_dashboard_sessions", sessions, Sessions::count)
                .description("Browsers that are logged in")
                .register(metrics);
        FunctionCounter.builder("amurwatch_dashboard_audit_refused", audit, AccessLog::refused)
                .description("Answers that were refused because nobody could write down who gets them")
                .register(metrics);
    }

    DashboardServer server() {
        return server;
    }

    /** What was seen before what the park holds; null: none is kept. It is opened by what fills it. */
    @Nullable
    PastIndex past() {
        return past;
    }

    LiveStream live() {
        return live;
    }

    ApiRoutes api() {
        return api;
    }

    @Override
    public void close() {
        live.close();
        media.close();
        server.close();
        if (past != null) {
            past.close();
        }
    }
}
