package org.amurwatch.consumer.dashboard;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.consumer.dashboard.access.AccessRoutes;
import org.amurwatch.consumer.dashboard.access.Denial;
import org.amurwatch.consumer.dashboard.access.Tokens;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.audit.AccessLog;
import org.amurwatch.consumer.dashboard.live.LiveStream;
import org.amurwatch.consumer.dashboard.media.MediaRoutes;
import org.amurwatch.consumer.dashboard.view.ParkView;
import org.amurwatch.consumer.dashboard.view.SeenSnapshot;
import org.amurwatch.consumer.http.Refusal;

/** REST of the dashboard, as {@code openapi.json} describes it. */
final class ApiRoutes implements Consumer<RoutesConfig> {

    static final String DOCUMENT = "openapi.json";

    private static final int MOST_DAYS = 400;
    private static final int USUAL_DAYS = 30;
    private static final int ETAG_DIGITS = 24;
    private static final String CSV = ".csv";

    private final ParkView view;
    private final LiveStream live;
    private final PastRoutes past;
    private final AccessLog audit;
    private final AnswerRoute answers;
    private final VerdictRoute verdicts;
    private final NoteRoutes notes;
    private final MediaRoutes media;
    private final MeJson me;
    private final BooleanSupplier ready;
    private final Clock clock;
    private final String document;

    /** @param ready whether the state holds what it will hold: right after a start it does not */
    ApiRoutes(
            ParkView view,
            LiveStream live,
            PastRoutes past,
            AccessLog audit,
            AnswerRoute answers,
            VerdictRoute verdicts,
            NoteRoutes notes,
            MediaRoutes media,
            MeJson me,
            BooleanSupplier ready,
            Clock clock) {
        this.view = view;
        this.live = live;
        this.past = past;
        this.audit = audit;
        this.answers = answers;
        this.verdicts = verdicts;
        this.notes = notes;
        this.media = media;
        this.me = me;
        this.ready = ready;
        this.clock = clock;
        try (InputStream in = Objects.requireNonNull(ApiRoutes.class.getResourceAsStream(DOCUMENT), DOCUMENT)) {
            this.document = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + DOCUMENT + " of the program.", e);
        }
    }

    /** One way in. */
    record Route(HandlerType method, String path, Handler handler) {}

    /** All there are. Ids may hold slashes. */
    List<Route> routes() {
        return List.of(
                get("/api/v1/openapi.json", this::document),
                get("/api/v1/me", context -> answer(context, me.of(AccessRoutes.session(context)))),
                get("/api/v1/snapshot", whenReady(this::snapshot)),
                get("/api/v1/stream", whenReady(live::open)),
                get("/api/v1/incidents", whenReady(this::incidents)),
                get("/api/v1/incidents/<id>", whenReady(this::incident)),
                new Route(HandlerType.POST, "/api/v1/incidents/<id>/answers", whenReady(answers::take)),
                get("/api/v1/review", whenReady(this::review)),
                new Route(HandlerType.POST, "/api/v1/review/<id>/verdict", whenReady(verdicts::take)),
                new Route(HandlerType.POST, "/api/v1/incidents/<id>/notes", whenReady(notes::add)),
                new Route(HandlerType.DELETE, "/api/v1/incidents/<id>/notes/{note}", whenReady(notes::erase)),
                get("/api/v1/media/<hash>/thumbnail", whenReady(media::thumbnail)),
                get("/api/v1/media/<hash>", whenReady(media::whole)),
                get("/api/v1/territories/<id>", whenReady(this::territory)),
                get("/api/v1/past", whenReady(past::page)),
                get("/api/v1/past.csv", whenReady(past::csv)),
                get("/api/v1/past.geojson", whenReady(past::geoJson)),
                get("/api/v1/places", whenReady(this::places)),
                get("/api/v1/individuals", whenReady(this::individuals)),
                get("/api/v1/health", whenReady(this::health)));
    }

    private static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, handler);
    }

    @Override
    public void accept(RoutesConfig config) {
        routes().forEach(route -> config.addHttpHandler(route.method(), route.path(), route.handler()));
    }

    private Handler whenReady(Handler handler) {
        return context -> {
            if (!ready.getAsBoolean()) {
                throw Refusal.later(503, "Starting", "The dashboard is still reading what has happened.", 2);
            }
            handler.handle(context);
        };
    }

    private void document(Context context) {
        context.contentType("application/json").result(document);
    }

    private void snapshot(Context context) throws IOException {
        SeenSnapshot snapshot = view.snapshot(viewer(context));
        audit.write(viewer(context), AccessKind.SNAPSHOT, null, snapshot.items());
        if (isNew(context, etag(snapshot.digest()))) {
            context.contentType("application/json");
            snapshot.write(context.outputStream(), clock.instant());
        }
    }

    private void incidents(Context context) {
        ObjectNode incidents = view.incidents(viewer(context), Queries.incidents(context));
        audit.write(viewer(context), AccessKind.INCIDENTS, null, size(incidents, "items"));
        answer(context, incidents);
    }

    private void incident(Context context) {
        String id = context.pathParam("id");
        ObjectNode incident = view.incident(viewer(context), id).orElseThrow(Denial::notFound);
        audit.write(viewer(context), AccessKind.INCIDENT, id, 1 + size(incident, "evidence"));
        answer(context, incident);
    }

    private void review(Context context) {
        Viewer viewer = viewer(context);
        if (!viewer.role().seesReview()) {
            throw Denial.forbidden();
        }
        ObjectNode review = view.review(viewer, Queries.limit(context), Queries.after(context));
        audit.write(viewer, AccessKind.REVIEW, null, size(review, "items"));
        answer(context, review);
    }

    private void territory(Context context) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate to = Queries.date(context, "to", today.plusDays(1));
        LocalDate from = Queries.date(context, "from", to.minusDays(USUAL_DAYS));
        if (from.isBefore(to.minusDays(MOST_DAYS))) {
            throw Refusal.of(400, "Too long", "At most " + MOST_DAYS + " days at a time: choose from and to nearer.");
        }
        String id = context.pathParam("id");
        if (id.endsWith(CSV)) {
            String territory = id.substring(0, id.length() - CSV.length());
            String csv = view.territoryCsv(viewer(context), territory, from, to).orElseThrow(Denial::notFound);
            audit.write(viewer(context), AccessKind.EXPORT, territory, 0);
            context.contentType("text/csv; charset=utf-8")
                    .header("Cache-Control", "private, no-cache")
                    .header("Content-Disposition", "attachment; filename=\"territory.csv\"")
                    .result(csv);
            return;
        }
        ObjectNode territory = view.territory(viewer(context), id, from, to).orElseThrow(Denial::notFound);
        int items = 1 + size(territory, "individuals") + size(territory, "silentStations");
        audit.write(viewer(context), AccessKind.TERRITORY, id, items);
        answer(context, territory);
    }

    private void individuals(Context context) {
        Viewer viewer = viewer(context);
        if (!viewer.role().seesIndividuals()) {
            throw Denial.forbidden();
        }
        ObjectNode individuals = view.individuals(viewer);
        audit.write(viewer, AccessKind.INDIVIDUALS, null, size(individuals, "items"));
        answer(context, individuals);
    }

    private void places(Context context) {
        answer(context, view.places(viewer(context)).orElseThrow(Denial::forbidden));
        context.contentType("application/geo+json");
    }

    private void health(Context context) {
        if (!viewer(context).role().seesHealth()) {
            throw Denial.forbidden();
        }
        answer(context, view.health());
    }

    private static Viewer viewer(Context context) {
        return AccessRoutes.session(context).viewer();
    }

    private static int size(ObjectNode json, String list) {
        return json.path(list).size();
    }

    static void answer(Context context, ObjectNode json) {
        String text = json.toString();
        if (isNew(context, etag(Tokens.hash(text)))) {
            context.contentType("application/json").result(text);
        }
    }

    /** Whether it is not what the client has; else the answer says so. */
    private static boolean isNew(Context context, String etag) {
        context.header("ETag", etag).header("Cache-Control", "private, no-cache");
        if (etag.equals(context.header("If-None-Match"))) {
            context.status(304);
            return false;
        }
        return true;
    }

    /** Weak, for it may be sent packed. */
    private static String etag(String digest) {
        return "W/\"" + digest.substring(0, ETAG_DIGITS) + "\"";
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
