package org.amurwatch.producer.cybertracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.Position;
import org.amurwatch.producer.dialect.Dialect;
import org.amurwatch.producer.dialect.JsonBody;
import org.amurwatch.producer.dialect.JsonFields;
import org.amurwatch.producer.dialect.ReportMapping;
import org.amurwatch.producer.dialect.StatedItem;
import org.amurwatch.producer.dialect.StatedItems;
import org.amurwatch.producer.dialect.StatedReport;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads observations as the webhook of CyberTracker and SMART Mobile sends them. Each record that holds something is an event
 * of its own; a record that only lists others is none. The same uid again is a later statement, as of its update. The
 * name of whoever collected it is read by nobody.
 */
public final class CyberTrackerObservations {

    private static final int MOST = 100;
    private static final int MOST_RECORDS = 100;

    private final ReportMapping mapping;
    private final Clock clock;

    public CyberTrackerObservations(Dialect dialect) {
        this.mapping = dialect.reports();
        this.clock = dialect.clock();
    }

    /** @throws FaultyInput if the body is no observation and no list of observations */
    public StatedItems read(byte[] body, String sourceId) throws FaultyInput {
        return StatedItems.read(JsonBody.objects(body, MOST), (object, pointer) -> item(object, pointer, sourceId));
    }

    private StatedItem item(JsonNode object, String pointer, String sourceId) throws FaultyInput {
        Instant now = Instant.ofEpochMilli(clock.millis());
        JsonFields fields = JsonFields.of(object, pointer);
        String uid = fields.word("uid");
        Instant created = fields.optionalTime("createTime", false);
        Instant updated = fields.optionalTime("updateTime", false);
        Position position = position(fields);
        String summary = fields.optionalText("summary", JsonFields.LONGEST_TEXT);
        List<FormRecord> records = records(fields, uid);
        fields.check();
        List<LiveEvent> events = new ArrayList<>();
        for (FormRecord record : records) {
            StatedReport report = new StatedReport(
                    record.uid(),
                    revision(updated == null ? created : updated, now),
                    record.types(),
                    created == null ? now : created,
                    position,
                    StatedReport.Origin.STAFF,
                    record.details(),
                    // The text of the whole, once.
                    events.isEmpty() ? summary : null,
                    null);
            mapping.event(report, sourceId).ifPresent(events::add);
        }
        return new StatedItem(
                Map.of("uid", uid, "taken", events.size(), "leftOut", records.size() - events.size()),
                events,
                List.of());
    }

    /** A phone whose clock is ahead must not have the last word for good. */
    private static Instant revision(@Nullable Instant stated, Instant now) {
        return stated == null || stated.isAfter(now) ? now : stated;
    }

    /** The records that are events: all but those that only name others; at least one, which may hold nothing. */
    private static List<FormRecord> records(JsonFields fields, String uid) {
        List<FormRecord> records = new ArrayList<>();
        Set<String> uids = new HashSet<>();
        for (JsonFields record : fields.objects("records", MOST_RECORDS)) {
            FormRecord read = FormRecord.read(record, uid);
            // Two events must not share an id: the later one would replace the other.
            records.add(uids.add(read.uid()) ? read : read.withUid(read.uid() + "#" + records.size()));
        }
        List<FormRecord> leaves =
                records.stream().filter(record -> !record.names(uids)).toList();
        if (!leaves.isEmpty()) {
            return leaves;
        }
        return records.isEmpty() ? List.of(FormRecord.empty(uid)) : records.subList(0, 1);
    }

    private static Position position(JsonFields fields) {
        List<JsonNode> numbers = fields.values("location", 4);
        Double longitude = number(numbers, 0);
        Double latitude = number(numbers, 1);
        Double accuracy = number(numbers, 3);
        if (longitude == null || latitude == null || Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
            fields.fault("location", "expected [longitude, latitude, altitude, accuracy], in degrees and metres.");
            return new Position(0.0, 0.0, null);
        }
        return new Position(latitude, longitude, accuracy != null && accuracy > 0 ? accuracy : null);
    }

    private static @Nullable Double number(List<JsonNode> numbers, int index) {
        JsonNode number = index < numbers.size() ? numbers.get(index) : MissingNode.getInstance();
        return number.isNumber() && Double.isFinite(number.doubleValue()) ? number.doubleValue() : null;
    }
}
