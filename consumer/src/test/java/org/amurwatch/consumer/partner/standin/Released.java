package org.amurwatch.consumer.partner.standin;

import java.time.Instant;
import java.util.Locale;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Audience;
import org.amurwatch.avro.GridCell;
import org.amurwatch.avro.GridPrecision;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.SubjectType;
import org.amurwatch.avro.TimePrecision;

/** Released events for tests. */
public final class Released {

    public static final String AGREEMENT = "hq";
    public static final Instant AT = Instant.parse("2026-01-17T06:18:44Z");

    private Released() {}

    /** The id of the n-th event. */
    public static String id(int number) {
        return String.format(Locale.ROOT, "%032x", number);
    }

    /** A snare in a cell of 0.1 degree. */
    public static ReleasedEvent.Builder snare(int number) {
        return place(base(number)
                .setSubject(SubjectType.POACHING_ALERT)
                .setKind(AlertKind.SNARE)
                .setCount(3));
    }

    /** A leopard in a cell of 0.1 degree. */
    public static ReleasedEvent.Builder leopard(int number) {
        return place(
                base(number).setScientificName("Panthera pardus orientalis").setCount(1));
    }

    /** A later version of an event that takes it back, as it is released: hardly more than its ids. */
    public static ReleasedEvent withdrawn(ReleasedEvent event) {
        return base(Integer.parseInt(event.getId(), 16))
                .setSubject(event.getSubject())
                .setVersion(event.getVersion() + 1)
                .setWithdrawn(true)
                .setObservedFrom(null)
                .setReleasedAt(event.getReleasedAt().plusSeconds(60))
                .build();
    }

    /** The next version of an event, seen a minute later than was said before. */
    public static ReleasedEvent corrected(ReleasedEvent event) {
        return ReleasedEvent.newBuilder(event)
                .setVersion(event.getVersion() + 1)
                .setObservedFrom(AT.plusSeconds(60))
                .setReleasedAt(event.getReleasedAt().plusSeconds(60))
                .build();
    }

    private static ReleasedEvent.Builder base(int number) {
        return ReleasedEvent.newBuilder()
                .setAgreementId(AGREEMENT)
                .setAudience(Audience.PARTNER)
                .setId(id(number))
                .setVersion(1)
                .setPurpose(Purpose.ACTUAL)
                .setTimePrecision(TimePrecision.MOMENT)
                .setObservedFrom(AT)
                .setDataGeneralizations("Coordinates are the centre of a cell of 0.1 degree.")
                .setReleasedAt(AT.plusSeconds(3_600));
    }

    private static ReleasedEvent.Builder place(ReleasedEvent.Builder event) {
        return event.setCell(GridCell.newBuilder()
                        .setId("0.1/43.1/131.4")
                        .setPrecision(GridPrecision.TENTH)
                        .setSouth(43.1)
                        .setWest(131.4)
                        .build())
                .setPosition(Position.newBuilder()
                        .setLatitude(43.15)
                        .setLongitude(131.45)
                        .setUncertaintyMetres(14_000.0)
                        .build());
    }
}
