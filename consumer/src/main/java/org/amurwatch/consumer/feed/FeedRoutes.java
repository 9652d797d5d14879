package org.amurwatch.consumer.feed;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.amurwatch.consumer.answer.ClientAddress;
import org.amurwatch.consumer.http.Refusal;

/** What partners and the public fetch, as {@code openapi.json} of this package describes it. */
public final class FeedRoutes implements Consumer<RoutesConfig> {

    static final String DOCUMENT_PATH = "/feeds/openapi.json";
    static final String GEOJSON_PATH = "/feeds/{agreement}/events.geojson";
    static final String ATOM_PATH = "/feeds/{agreement}/cap.atom";
    static final String CAP_PATH = "/feeds/{agreement}/cap/{id}.xml";

    private static final String DOCUMENT = "openapi.json";

    private final FeedGate gate;
    private final FeedAnswer answer;
    private final FeedSender sender;
    private final GeoJson geoJson;
    private final AtomIndex atom;
    private final CapMessage cap;
    private final String document;

    /**
     * Feeds of what a store holds.
     *
     * @param ready whether the store holds what it will hold: right after a start it does not
     * @param address by which limits tell readers apart
     */
    public FeedRoutes(
            FeedStore store,
            FeedAccess access,
            BooleanSupplier ready,
            FeedSender sender,
            ClientAddress address,
            Clock clock) {
        this.gate = new FeedGate(store, access, ready, address, clock);
        this.answer = new FeedAnswer(clock);
        this.sender = sender;
        this.geoJson = new GeoJson(sender);
        this.atom = new AtomIndex(sender);
        this.cap = new CapMessage(sender);
        try (InputStream in = Objects.requireNonNull(FeedRoutes.class.getResourceAsStream(DOCUMENT), DOCUMENT)) {
            this.document = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read the resource " + DOCUMENT + ".", e);
        }
    }

    @Override
    public void accept(RoutesConfig routes) {
        routes.get(DOCUMENT_PATH, context -> context.contentType("application/json")
                .result(document));
        add(routes, GEOJSON_PATH, this::geoJson);
        add(routes, ATOM_PATH, this::atom);
        add(routes, CAP_PATH, this::cap);
    }

    /** With HEAD, whose body the server leaves out. */
    private static void add(RoutesConfig routes, String path, Handler handler) {
        Handler refusing = context -> {
            try {
                handler.handle(context);
            } catch (Refusal refusal) {
                refusal.write(context);
            }
        };
        routes.get(path, refusing);
        routes.head(path, refusing);
    }

    private void geoJson(Context context) {
        Feed feed = gate.open(context);
        FeedPage page = page(context, feed, "/events.geojson");
        answer(context, feed, geoJson.of(feed, page), "application/geo+json");
    }

    private void atom(Context context) {
        Feed feed = gate.open(context).alerts();
        FeedPage page = page(context, feed, "/cap.atom");
        answer(context, feed, atom.of(feed, page), "application/atom+xml; charset=utf-8");
    }

    private void cap(Context context) {
        Feed feed = gate.open(context).alerts();
        String id = context.pathParam("id");
        FeedItem item = feed.items().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(FeedGate::notFound);
        answer(context, feed, cap.of(feed.agreement(), item), "application/cap+xml; charset=utf-8");
    }

    private FeedPage page(Context context, Feed feed, String file) {
        String path = PathSegment.encoded(feed.agreement().getId()) + file;
        FeedPage page = FeedPage.of(feed, path, FeedPage.Query.of(context));
        if (page.next() != null) {
            context.header("Link", "<" + sender.link(page.next()) + ">; rel=\"next\"");
        }
        return page;
    }

    private void answer(Context context, Feed feed, byte[] content, String type) {
        answer.write(context, content, type, feed.changedAt(), feed.isPublic());
    }
}
