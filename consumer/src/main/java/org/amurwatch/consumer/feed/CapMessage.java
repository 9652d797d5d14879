package org.amurwatch.consumer.feed;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.cap.CapCategory;
import org.amurwatch.consumer.cap.CapTime;
import org.amurwatch.consumer.cap.CapXml;
import org.amurwatch.consumer.wording.Languages;
import org.jspecify.annotations.Nullable;

/**
 * A released poaching alert as a message of CAP 1.2, in every language of ours. A later version refers to the earlier ones,
 * whose identifiers and times follow from the releases themselves.
 */
final class CapMessage {

    private final FeedSender sender;
    private final List<FeedWords> languages;

    CapMessage(FeedSender sender) {
        this.sender = sender;
        Languages all = new Languages();
        this.languages = Languages.ALL.stream()
                .map(language -> new FeedWords(all.of(language)))
                .toList();
    }

    /** The document, of an item that {@linkplain FeedItem#isAlert is an alert}. */
    byte[] of(Agreement agreement, FeedItem item) {
        CapXml xml = new CapXml().root("alert");
        List<Told> standing = item.standing();
        xml.element("identifier", identifier(item.id(), item.now()));
        xml.element("sender", sender.address());
        xml.element("sent", sent(item.now()));
        xml.element("status", CapTable.status(FeedWords.purpose(item)));
        xml.element("msgType", messageType(item, standing));
        if (agreement.getAudience() == Audience.PARTNER) {
            xml.element("scope", "Restricted").element("restriction", restriction(agreement));
        } else {
            xml.element("scope", "Public");
        }
        xml.element("references", references(item, standing));
        languages.forEach(words -> info(xml, item, words));
        return xml.end().bytes();
    }

    /** Who may read what is for partners. */
    static String restriction(Agreement agreement) {
        return "For " + agreement.getName() + " alone, by agreement " + agreement.getId() + ".";
    }

    private static String messageType(FeedItem item, List<Told> standing) {
        if (item.event().getWithdrawn()) {
            return "Cancel";
        }
        // Where there is nothing to name, it is an alert.
        return standing.isEmpty() ? "Alert" : "Update";
    }

    private String references(FeedItem item, List<Told> standing) {
        return standing.stream()
                .map(told -> String.join(",", sender.address(), identifier(item.id(), told), sent(told)))
                .collect(Collectors.joining(" "));
    }

    private static String identifier(String id, Told told) {
        return id + "." + told.version();
    }

    private static String sent(Told told) {
        return CapTime.of(told.at(), told.zone());
    }

    private void info(CapXml xml, FeedItem item, FeedWords words) {
        ReleasedEvent event = item.event();
        @Nullable AlertKind kind = event.getWithdrawn() ? null : event.getKind();
        xml.begin("info");
        xml.element("language", words.language());
        xml.element("category", kind == null ? CapCategory.SECURITY : CapCategory.of(kind));
        xml.element("event", words.event(item));
        xml.element("urgency", kind == null ? "Past" : CapTable.urgency(event));
        xml.element("severity", kind == null ? "Unknown" : CapTable.severity(kind));
        xml.element("certainty", kind == null ? "Unknown" : CapTable.certainty(event.getMethod()));
        if (kind != null) {
            xml.named("eventCode", "amurwatch", kind.name());
        }
        xml.element("senderName", sender.name());
        xml.element("headline", words.headline(item));
        xml.element("description", words.description(item));
        if (kind != null) {
            parameters(item).forEach((name, value) -> xml.named("parameter", name, value));
            area(xml, item, words);
        }
        xml.end();
    }

    private static void area(CapXml xml, FeedItem item, FeedWords words) {
        xml.begin("area").element("areaDesc", words.area(item));
        CellShape.of(item.event())
                .ifPresent(cell -> xml.element(
                        "polygon",
                        cell.ring().stream()
                                .map(corner -> corner.latitude().toPlainString() + ","
                                        + corner.longitude().toPlainString())
                                .collect(Collectors.joining(" "))));
        xml.end();
    }

    /** What CAP has no elements for. */
    private static Map<String, String> parameters(FeedItem item) {
        ReleasedEvent event = item.event();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("timePrecision", event.getTimePrecision().name());
        parameters.put("observedFrom", time(item, event.getObservedFrom()));
        parameters.put("observedUntil", time(item, event.getObservedUntil()));
        CellShape.of(event).ifPresent(cell -> {
            parameters.put("cell", cell.id());
            parameters.put("coordinateUncertaintyInMeters", Long.toString(cell.uncertaintyMetres()));
        });
        parameters.put("stationId", Objects.requireNonNullElse(event.getStationId(), ""));
        parameters.put("territoryId", Objects.requireNonNullElse(event.getTerritoryId(), ""));
        parameters.put("country", Objects.requireNonNullElse(event.getCountry(), ""));
        parameters.put("dataGeneralizations", Objects.requireNonNullElse(event.getDataGeneralizations(), ""));
        parameters.put("informationWithheld", Objects.requireNonNullElse(event.getInformationWithheld(), ""));
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    private static String time(FeedItem item, @Nullable Instant at) {
        return at == null ? "" : CapTime.of(at, item.zone());
    }
}
