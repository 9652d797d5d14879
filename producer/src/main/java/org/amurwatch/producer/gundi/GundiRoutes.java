package org.amurwatch.producer.gundi;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.producer.dialect.Dialect;
import org.amurwatch.producer.dialect.DialectSettings;
import org.amurwatch.producer.dialect.StatedItems;
import org.amurwatch.producer.http.Gate;
import org.amurwatch.producer.http.Guest;
import org.amurwatch.producer.http.HttpParts;
import org.amurwatch.producer.http.IngestRoutes;
import org.amurwatch.producer.http.Manners;
import org.amurwatch.producer.http.Refusal;
import org.amurwatch.producer.http.Reply;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.mapping.TypeMapping;

/** The part of Gundi's sensors interface, version 2, by which devices and scripts send: answered as Gundi answers. */
public final class GundiRoutes implements IngestRoutes {

    private static final String WAY = "gundi";
    private static final String JSON = "application/json";

    private final GundiEvents events;
    private final GundiObservations observations;

    public GundiRoutes(Dialect dialect) {
        this.events = new GundiEvents(dialect);
        this.observations = new GundiObservations(dialect);
    }

    /** As the command makes it. */
    public static GundiRoutes of(HttpParts parts) {
        return new GundiRoutes(
                Dialect.of(parts, WAY, TypeMapping.builtIn("earthranger"), DialectSettings::earthranger));
    }

    @Override
    public void addTo(RoutesConfig routes, Gate gate) {
        Manners manners = new Manners() {
            @Override
            public Reply reply(Refusal refusal) {
                return refusal.reply().saying(Map.of("detail", String.valueOf(refusal.getMessage())));
            }
        };
        routes.post("/v2/events", gate.guard(WAY, manners, (context, guest) -> take(guest, events::read)));
        routes.patch("/v2/events/{id}", gate.guard(WAY, manners, (context, guest) -> edit()));
        routes.post("/v2/observations", gate.guard(WAY, manners, (context, guest) -> take(guest, observations::read)));
    }

    /** Reads a body. */
    private interface Reader {

        StatedItems read(byte[] body, String sourceId) throws FaultyInput;
    }

    private static CompletableFuture<Reply> take(Guest guest, Reader reader) {
        StatedItems items;
        try {
            items = reader.read(guest.body(JSON), guest.sourceId());
        } catch (FaultyInput e) {
            return CompletableFuture.completedFuture(Reply.json(400, Map.of("detail", String.valueOf(e.getMessage()))));
        }
        return items.accept(guest, GundiRoutes::answer);
    }

    private static CompletableFuture<Reply> edit() {
        throw Refusal.of(405, "Not offered", "Events are not edited by id here: send a new one.");
    }

    /** Names what is wrong, if anything is; what is right was taken. */
    private static Reply answer(StatedItems items) {
        return Reply.json(items.isFaulty() ? 400 : 200, items.answersAndFaults());
    }
}
