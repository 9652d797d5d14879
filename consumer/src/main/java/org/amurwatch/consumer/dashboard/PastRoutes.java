package org.amurwatch.consumer.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import org.amurwatch.avro.AccessKind;
import org.amurwatch.consumer.dashboard.access.AccessRoutes;
import org.amurwatch.consumer.dashboard.access.Denial;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.audit.AccessLog;
import org.amurwatch.consumer.dashboard.past.PastFailure;
import org.amurwatch.consumer.dashboard.view.PastQuery;
import org.amurwatch.consumer.dashboard.view.PastView;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** REST of the past, for those who see things as they are. */
final class PastRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(PastRoutes.class);
    /** Each holds a thread as long as its reader takes. */
    private static final int EXPORTS_AT_ONCE = 2;

    private static final int RETRY_SECONDS = 10;

    private final @Nullable PastView past;
    private final AccessLog audit;
    private final Clock clock;
    private final Semaphore exports = new Semaphore(EXPORTS_AT_ONCE);

    /** @param past null: none is kept */
    PastRoutes(@Nullable PastView past, AccessLog audit, Clock clock) {
        this.past = past;
        this.audit = audit;
        this.clock = clock;
    }

    void page(Context context) {
        Viewer viewer = viewer(context);
        PastView view = view();
        PastQuery query = Queries.past(context, clock.instant());
        try {
            ObjectNode page = view.page(viewer, query);
            audit.write(
                    viewer, AccessKind.PAST, period(query), page.path("items").size());
            ApiRoutes.answer(context, page);
        } catch (PastFailure e) {
            throw refusal(e);
        }
    }

    void csv(Context context) throws IOException {
        export(context, "text/csv; charset=utf-8", "past.csv", PastView::writeCsv);
    }

    void geoJson(Context context) throws IOException {
        export(context, "application/geo+json", "past.geojson", PastView::writeGeoJson);
    }

    @FunctionalInterface
    private interface Export {
        void write(PastView view, Viewer viewer, PastQuery query, java.io.OutputStream out) throws IOException;
    }

    private void export(Context context, String type, String name, Export export) throws IOException {
        Viewer viewer = viewer(context);
        PastView view = view();
        PastQuery query = Queries.past(context, clock.instant());
        if (!exports.tryAcquire()) {
            throw Refusal.later(503, "Busy", "Others are exporting the past right now.", RETRY_SECONDS);
        }
        try {
            audit.write(viewer, AccessKind.EXPORT, "past " + period(query), 0);
            context.contentType(type)
                    .header("Cache-Control", "private, no-store")
                    .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
            export.write(view, viewer, query, context.outputStream());
        } catch (PastFailure e) {
            throw refusal(e);
        } finally {
            exports.release();
        }
    }

    private static String period(PastQuery query) {
        return query.from() + "/" + query.to();
    }

    private static Viewer viewer(Context context) {
        Viewer viewer = AccessRoutes.session(context).viewer();
        if (!viewer.role().seesExactPositions()) {
            throw Denial.forbidden();
        }
        return viewer;
    }

    private PastView view() {
        if (past == null) {
            throw Refusal.of(
                    404,
                    "No past",
                    "This dashboard keeps no more of the past than /api/v1/snapshot holds: setting"
                            + " amurwatch.dashboard.past-folder says where it may.");
        }
        return past;
    }

    private static Refusal refusal(PastFailure failure) {
        LOG.warn("The past can't be asked for: {}", failure.getMessage());
        return Refusal.later(
                503,
                "No past now",
                "The past can't be read right now; the log of the dashboard says why.",
                RETRY_SECONDS);
    }
}
