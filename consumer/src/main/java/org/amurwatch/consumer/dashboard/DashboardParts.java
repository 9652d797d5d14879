package org.amurwatch.consumer.dashboard;

import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.answer.AnswerTaker;
import org.amurwatch.consumer.answer.ClientAddress;
import org.amurwatch.consumer.answer.ResponseSink;
import org.amurwatch.consumer.dashboard.access.AccessRoutes;
import org.amurwatch.consumer.dashboard.access.LoginLinks;
import org.amurwatch.consumer.dashboard.access.LoginRoutes;
import org.amurwatch.consumer.dashboard.access.SecurityHeaders;
import org.amurwatch.consumer.dashboard.access.Sessions;
import org.amurwatch.consumer.dashboard.access.Users;
import org.amurwatch.consumer.dashboard.live.LiveStream;
import org.amurwatch.consumer.dashboard.media.MediaRoutes;
import org.amurwatch.consumer.dashboard.page.PageFiles;
import org.amurwatch.consumer.dashboard.state.Park;
import org.amurwatch.consumer.dashboard.view.ParkView;
import org.amurwatch.media.MediaStore;

/** What serves a park, wherever that is filled from. */
final class DashboardParts implements AutoCloseable {

    private static final int CHANGES_KEPT = 4_000;

    private final LiveStream live;
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
            ResponseSink responses,
            VerdictSink verdicts,
            Supplier<DashboardHealth> health,
            PrometheusMeterRegistry metrics,
            Clock clock) {
        ParkView view = new ParkView(park, alerts, version, clock);
        Users users = new Users(settings.usersFile());
        Sessions sessions = new Sessions(
                settings.sessionIdle(),
                settings.sessionLongest(),
                settings.mostSessions(),
                settings.sessionsFile().orElse(null),
                users::stillKnows,
                clock);
        this.live = new LiveStream(park.state(), view, sessions, CHANGES_KEPT, settings.mostStreams());
        AccessRoutes access =
                new AccessRoutes(sessions, new SecurityHeaders(settings.tilesUrl(), settings.behindProxy()), live::end);
        LoginRoutes login = new LoginRoutes(
                sessions,
                new LoginLinks(settings.loginLinksFile(), clock),
                users,
                new ClientAddress(settings.behindProxy()),
                settings.sessionLongest(),
                clock);
        // Who looks is written down once the audit is there.
        this.media =
                new MediaRoutes(view, new MediaStore(settings.mediaFolder()), (viewer, event, hash, blurred) -> {});
        this.api = new ApiRoutes(
                view,
                live,
                new AnswerRoute(view, new AnswerTaker(clock), responses),
                new VerdictRoute(view, verdicts, clock),
                media,
                new MeJson(park, purpose, settings, version),
                () -> health.get().ready(),
                clock);
        measure(metrics, sessions);
        List<Consumer<RoutesConfig>> routes = List.of(access, login, api, new PageFiles());
        this.server = new DashboardServer(settings, health, metrics::scrape, routes);
    }

    private void measure(PrometheusMeterRegistry metrics, Sessions sessions) {
        Gauge.builder("amurwatch_dashboard_streams", live, LiveStream::clients)
                .description("Pages that listen for changes")
                .register(metrics);
        FunctionCounter.builder("amurwatch_dashboard_streams_dropped", live, LiveStream::dropped)
                .description("Streams that were ended because their reader was too slow")
                .register(metrics);
        Gauge.builder("amurwatch_dashboard_sessions", sessions, Sessions::count)
                .description("Browsers that are logged in")
                .register(metrics);
    }

    DashboardServer server() {
        return server;
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
    }
}
