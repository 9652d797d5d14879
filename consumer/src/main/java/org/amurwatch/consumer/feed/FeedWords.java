package org.amurwatch.consumer.feed;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.TimePrecision;
import org.amurwatch.consumer.wording.Words;

/** What a feed says of a poaching alert in one language: no more than its release says. */
final class FeedWords {

    /** Ids of what lies in no territory begin so. */
    private static final String OUTSIDE = "outside/";

    private final Words words;
    private final Locale locale;

    FeedWords(Words words) {
        this.words = words;
        this.locale = Locale.forLanguageTag(words.language());
    }

    String language() {
        return words.language();
    }

    /** The kind of an alert, or that it was taken back. */
    String event(FeedItem item) {
        ReleasedEvent event = item.event();
        String name = event.getWithdrawn() || event.getKind() == null
                ? words.word("feed.event.withdrawn")
                : words.word("kind." + event.getKind().name());
        return mark(item) + name;
    }

    private String mark(FeedItem item) {
        return switch (purpose(item)) {
            case ACTUAL -> "";
            case EXERCISE -> words.word("exercise");
            case TEST, CANARY -> words.word("test");
        };
    }

    /** Why an alert exists: of one that was taken back, as it was told. */
    static Purpose purpose(FeedItem item) {
        boolean standing = item.event().getWithdrawn() && !item.standing().isEmpty();
        return standing
                ? item.standing().get(item.standing().size() - 1).purpose()
                : item.event().getPurpose();
    }

    String headline(FeedItem item) {
        if (item.event().getWithdrawn()) {
            return event(item);
        }
        return words.sentence("feed.headline", Map.of("kind", event(item), "area", area(item), "time", time(item)));
    }

    String description(FeedItem item) {
        if (item.event().getWithdrawn()) {
            return words.word("feed.withdrawn");
        }
        return words.sentence(
                "feed.description", Map.of("kind", event(item), "time", time(item), "where", where(item.event())));
    }

    /** Territory or country, and the cell. */
    String area(FeedItem item) {
        ReleasedEvent event = item.event();
        String place = place(event);
        return CellShape.of(event)
                .map(cell -> words.sentence(
                        "feed.area.cell",
                        Map.of(
                                "place",
                                place,
                                "size",
                                cell.size().toPlainString(),
                                "south",
                                cell.south().toPlainString(),
                                "west",
                                cell.west().toPlainString())))
                .orElseGet(() -> words.sentence("feed.area.withheld", Map.of("place", place)));
    }

    private String place(ReleasedEvent event) {
        String territory = event.getTerritoryId();
        if (territory != null) {
            return territory.startsWith(OUTSIDE) ? words.word("territory.none") : territory;
        }
        String country = event.getCountry() == null ? "" : new Locale("", event.getCountry()).getDisplayCountry(locale);
        return country.isEmpty() ? words.word("feed.area.anywhere") : country;
    }

    private String where(ReleasedEvent event) {
        return CellShape.of(event)
                .map(cell -> words.sentence(
                        "feed.where.cell",
                        Map.of("size", cell.size().toPlainString(), "metres", Long.toString(cell.uncertaintyMetres()))))
                .orElseGet(() -> words.word("feed.where.withheld"));
    }

    private String time(FeedItem item) {
        Instant from = item.event().getObservedFrom();
        if (from == null) {
            return words.word("feed.time.none");
        }
        ZoneId zone = item.zone();
        if (item.event().getTimePrecision() == TimePrecision.MOMENT) {
            return words.time(from, zone);
        }
        String day = day(from, zone);
        if (item.event().getTimePrecision() == TimePrecision.DAY) {
            return words.sentence("feed.time.day", Map.of("day", day));
        }
        Instant until = Objects.requireNonNullElse(item.event().getObservedUntil(), from.plusMillis(1));
        // The end is exclusive: the last day is the one before it.
        return words.sentence("feed.time.season", Map.of("from", day, "to", day(until.minusMillis(1), zone)));
    }

    private String day(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofPattern(words.word("feed.day.pattern"), locale)
                .format(LocalDate.ofInstant(at, zone));
    }
}
