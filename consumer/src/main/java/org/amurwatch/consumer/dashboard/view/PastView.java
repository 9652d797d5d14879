package org.amurwatch.consumer.dashboard.view;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.avro.ObservationChange;
import org.amurwatch.avro.SectorEvent;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.dashboard.past.PastEntry;
import org.amurwatch.consumer.dashboard.past.PastIndex;
import org.amurwatch.consumer.dashboard.past.PastKey;
import org.amurwatch.consumer.dashboard.past.PastReach;
import org.amurwatch.consumer.dashboard.state.Park;
import org.amurwatch.consumer.dashboard.state.ParkItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.EventItem;
import org.amurwatch.consumer.dashboard.state.ParkItem.SignalItem;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may see of the past, as JSON, CSV and GeoJSON: each thing as {@link ItemJson} has it, for who sees it. For several
 * threads.
 */
public final class PastView {

    /** In pieces that are worth packing. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .build();

    private static final int EXPORTED_AT_ONCE = 500;

    private final Park park;
    private final PastIndex past;

    public PastView(Park park, PastIndex past) {
        this.park = park;
        this.past = past;
    }

    /** @param last the last of the items, if there are more behind them */
    private record Page(List<ObjectNode> items, @Nullable PastKey last) {}

    /** Takes items as they come. */
    @FunctionalInterface
    private interface Taker {
        void take(ObjectNode item) throws IOException;
    }

    /**
     * A page of what was seen, the oldest first, where the next one begins, and how far back one can ask.
     *
     * @throws org.amurwatch.consumer.dashboard.past.PastFailure if it can't be read now
     */
    public ObjectNode page(Viewer viewer, PastQuery query) {
        // Before the reading: what is added meanwhile may be missing.
        PastReach reach = past.reach();
        Page page = read(new Scope(viewer, park), query);
        ObjectNode json = Json.object();
        ArrayNode items = json.putArray("items");
        page.items().forEach(items::add);
        json.put("next", page.last() == null ? null : page.last().token())
                .put("oldest", Json.time(reach.oldest()))
                .put("complete", reach.complete())
                .put("recordsToRead", reach.recordsToRead());
        return json;
    }

    private Page read(Scope scope, PastQuery query) {
        List<ObjectNode> items = new ArrayList<>();
        PastKey[] last = new PastKey[1];
        boolean[] more = new boolean[1];
        past.read(query.from(), query.to(), query.after(), scope::isOf, entry -> {
            ParkItem item = item(entry);
            if (!scope.sees(item)) {
                return true;
            }
            if (items.size() == query.limit()) {
                more[0] = true;
                return false;
            }
            items.add(ItemJson.of(item, scope));
            last[0] = entry.key();
            return true;
        });
        // Of one that is seen: where those stand that are not seen is nobody's business.
        return new Page(items, more[0] ? last[0] : null);
    }

    private ParkItem item(PastEntry entry) {
        String id = entry.key().id();
        SectorEvent event = entry.event();
        ObservationChange observation = event.getObservation();
        return observation != null
                ? new EventItem(id, observation.getNow(), park.incidentOf(id))
                : new SignalItem(id, event.getSignal(), park.incidentOf(id));
    }

    /** Writes a whole period as CSV (RFC 4180), and closes the stream. */
    public void writeCsv(Viewer viewer, PastQuery query, OutputStream out) throws IOException {
        // Not closed after a failure: what was written before the first page is read would go out as an answer.
        Writer csv = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        csv.write(PastRows.HEAD);
        forEach(viewer, query, item -> csv.write(PastRows.csv(item)));
        csv.close();
    }

    /** Writes a whole period as GeoJSON (RFC 7946), and closes the stream. */
    public void writeGeoJson(Viewer viewer, PastQuery query, OutputStream out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out);
        json.writeStartObject();
        json.writeStringField("type", "FeatureCollection");
        json.writeArrayFieldStart("features");
        forEach(viewer, query, item -> json.writeTree(PastRows.feature(item)));
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }

    /** Page by page, so that memory does not grow with the period, and a slow reader holds nothing. */
    private void forEach(Viewer viewer, PastQuery query, Taker taker) throws IOException {
        Scope scope = new Scope(viewer, park);
        PastQuery at = new PastQuery(query.from(), query.to(), query.after(), EXPORTED_AT_ONCE);
        for (Page page = read(scope, at); ; page = read(scope, at)) {
            for (ObjectNode item : page.items()) {
                taker.take(item);
            }
            if (page.last() == null) {
                return;
            }
            at = at.after(page.last());
        }
    }
}
