package org.amurwatch.consumer.feed;

import java.time.Instant;
import java.util.List;
import org.amurwatch.avro.Agreement;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TimePrecision;
import org.amurwatch.precision.Grid;

/** Agreements and what they release, for tests. */
public final class Releases {

    public static final Instant NOW = Instant.parse("2026-01-17T06:40:00Z");

    private Releases() {}

    public static Agreement.Builder partner(String id) {
        return Agreement.newBuilder()
                .setId(id)
                .setName("Friends of " + id)
                .setAudience(Audience.PARTNER)
                .setPrecision(GridPrecision.TENTH)
                .setStartAt(Instant.parse("2025-01-01T00:00:00Z"));
    }

    public static Agreement.Builder open(String id) {
        return partner(id).setAudience(Audience.PUBLIC);
    }

    /** The id of the event of that number. */
    public static String id(int number) {
        return String.format("%032x", number);
    }

    public static GridCell cell(double latitude, double longitude, GridPrecision precision) {
        return Grid.cell(
                        Position.newBuilder()
                                .setLatitude(latitude)
                                .setLongitude(longitude)
                                .build(),
                        precision)
                .orElseThrow();
    }

    /** A shot in Primorye, told 20 minutes after it fell. */
    public static ReleasedEvent.Builder shot(String agreement, int number) {
        GridCell cell = cell(43.14, 131.47, GridPrecision.TENTH);
        return ReleasedEvent.newBuilder()
                .setAgreementId(agreement)
                .setAudience(Audience.PARTNER)
                .setId(id(number))
                .setVersion(1)
                .setPurpose(Purpose.ACTUAL)
                .setSubject(SubjectType.POACHING_ALERT)
                .setKind(AlertKind.GUNSHOT)
                .setMethod(ObservationMethod.ACOUSTIC)
                .setTimePrecision(TimePrecision.MOMENT)
                .setObservedFrom(Instant.parse("2026-01-17T06:15:00Z"))
                .setTimeZone("Asia/Vladivostok")
                .setCell(cell)
                .setPosition(Grid.centre(cell, null))
                .setStationId("a1b2c3")
                .setTerritoryId("kedrovaya")
                .setCountry("RU")
                .setDataGeneralizations("Coordinates are the centre of a cell of 0.1 degree.")
                .setInformationWithheld("Exact place, pictures, names.")
                .setReleasedAt(Instant.parse("2026-01-17T06:35:00.250Z"));
    }

    public static ReleasedEvent.Builder sighting(String agreement, int number) {
        return shot(agreement, number)
                .setSubject(SubjectType.SIGHTING)
                .setKind(null)
                .setScientificName("Capreolus pygargus")
                .setMethod(ObservationMethod.CAMERA_TRAP)
                .setCount(2);
    }

    /** The same event in its next version, a minute later. */
    public static ReleasedEvent.Builder next(ReleasedEvent event) {
        return ReleasedEvent.newBuilder(event)
                .setVersion(event.getVersion() + 1)
                .setReplacedReleasedAt(event.getReleasedAt())
                .setReleasedAt(event.getReleasedAt().plusSeconds(60));
    }

    /** The same event taken back, a minute later: nothing but ids, version and times is left. */
    public static ReleasedEvent.Builder withdrawn(ReleasedEvent event) {
        return ReleasedEvent.newBuilder()
                .setAgreementId(event.getAgreementId())
                .setAudience(event.getAudience())
                .setId(event.getId())
                .setVersion(event.getVersion() + 1)
                .setWithdrawn(true)
                .setReplacedReleasedAt(event.getReleasedAt())
                .setReleasedAt(event.getReleasedAt().plusSeconds(60));
    }

    /** What a feed makes of these versions of one event. */
    static FeedItem item(ReleasedEvent... versions) {
        FeedItem item = null;
        for (ReleasedEvent version : versions) {
            item = FeedItem.with(item, version);
        }
        return java.util.Objects.requireNonNull(item);
    }

    static Feed feed(Agreement agreement, FeedItem... items) {
        return new Feed(agreement, false, List.of(items), false, NOW);
    }
}
