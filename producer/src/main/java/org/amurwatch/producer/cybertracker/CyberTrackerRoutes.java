package org.amurwatch.producer.cybertracker;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.concurrent.CompletableFuture;
import org.amurwatch.producer.dialect.Dialect;
import org.amurwatch.producer.dialect.DialectSettings;
import org.amurwatch.producer.dialect.StatedItems;
import org.amurwatch.producer.http.Gate;
import org.amurwatch.producer.http.Guest;
import org.amurwatch.producer.http.HttpParts;
import org.amurwatch.producer.http.IngestRoutes;
import org.amurwatch.producer.http.Manners;
import org.amurwatch.producer.http.Reply;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.mapping.TypeMapping;
import org.jspecify.annotations.Nullable;

/**
 * Where the webhook of CyberTracker and SMART Mobile sends to. The app knows no header, so that the key is a part of the
 * address that is entered there: {@code /cybertracker/v1/KEY}.
 */
public final class CyberTrackerRoutes implements IngestRoutes {

    private static final String WAY = "cybertracker";
    private static final String JSON = "application/json";

    private final CyberTrackerObservations observations;

    public CyberTrackerRoutes(Dialect dialect) {
        this.observations = new CyberTrackerObservations(dialect);
    }

    /** As the command makes it. */
    public static CyberTrackerRoutes of(HttpParts parts) {
        return new CyberTrackerRoutes(Dialect.of(
                parts,
                WAY,
                TypeMapping.builtIn("cybertracker").over(TypeMapping.builtIn("smart")),
                DialectSettings::cybertracker));
    }

    @Override
    public void addTo(RoutesConfig routes, Gate gate) {
        Manners keyInPath = new Manners() {
            @Override
            public @Nullable String key(Context context) {
                return context.pathParam("key");
            }
        };
        routes.post("/cybertracker/v1", gate.guard(WAY, (context, guest) -> take(guest)));
        routes.post("/cybertracker/v1/{key}", gate.guard(WAY, keyInPath, (context, guest) -> take(guest)));
    }

    private CompletableFuture<Reply> take(Guest guest) throws FaultyInput {
        return observations.read(guest.body(JSON), guest.sourceId()).accept(guest, CyberTrackerRoutes::answer);
    }

    private static Reply answer(StatedItems items) {
        return items.answered(200);
    }
}
