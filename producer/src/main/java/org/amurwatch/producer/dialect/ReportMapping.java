package org.amurwatch.producer.dialect;

import java.util.Locale;
import java.util.Optional;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.PrivateDetails;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Sighting;
import org.amurwatch.event.EventKey;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.mapping.TypeMapping;
import org.amurwatch.producer.mapping.TypeMeaning;
import org.jspecify.annotations.Nullable;

/**
 * What reports of another system mean here, by a mapping of its types. A detail that is a choice makes a type more exact
 * ({@code spoor_rep.motorbike}), and says which animal it is ({@code species.leopard}). What nobody mapped is an alert of kind
 * OTHER that keeps the type. Priorities and states of the other system are not taken over: what is urgent is for the rules, and
 * a report that is resolved there happened all the same.
 */
public final class ReportMapping {

    /** Under this, a mapping says which animal a word is. */
    private static final String SPECIES = "species.";

    private final TypeMapping types;
    private final Purpose purpose;
    private final DialectTally tally;

    public ReportMapping(TypeMapping types, Purpose purpose, DialectTally tally) {
        this.types = types;
        this.purpose = purpose;
        this.tally = tally;
    }

    /** The event that a report is; empty where the mapping says that it is to be left out. */
    public Optional<LiveEvent> event(StatedReport report, String sourceId) {
        Meant meant = meant(report);
        if (meant.meaning() instanceof TypeMeaning.Alert alert) {
            return Optional.of(alert(report, sourceId, alert.kind(), meant.type()));
        }
        if (meant.meaning() instanceof TypeMeaning.Animal animal) {
            return Optional.of(sighting(report, sourceId, animal));
        }
        tally.ignoredType();
        return Optional.empty();
    }

    /** The animal that a word names; null where the mapping does not know it. */
    public @Nullable String scientificName(String word) {
        return types.of(SPECIES + word.toLowerCase(Locale.ROOT))
                .filter(TypeMeaning.Animal.class::isInstance)
                .map(TypeMeaning.Animal.class::cast)
                .map(TypeMeaning.Animal::scientificName)
                .orElse(null);
    }

    private record Meant(String type, TypeMeaning meaning) {}

    private Meant meant(StatedReport report) {
        for (String type : report.types()) {
            Optional<TypeMeaning> general = types.of(type);
            if (general.isPresent()) {
                for (String word : report.details().qualifiers()) {
                    Optional<TypeMeaning> exact = types.of(type + "." + word);
                    if (!exact.equals(general)) {
                        return new Meant(type, exact.orElseThrow());
                    }
                }
                return new Meant(type, general.get());
            }
        }
        tally.unknownType();
        return new Meant(report.types().get(report.types().size() - 1), new TypeMeaning.Alert(AlertKind.OTHER));
    }

    private LiveEvent alert(StatedReport report, String sourceId, AlertKind kind, String type) {
        PoachingAlert alert = PoachingAlert.newBuilder()
                .setProvenance(provenance(report, sourceId))
                .setPurpose(purpose)
                .setObservedAt(report.observedAt())
                .setPosition(report.position())
                .setMethod(method(report, kind))
                .setKind(kind)
                .setStatedKind(type)
                .setCount(report.details().count())
                .setClassification(classification(report))
                .build();
        return new LiveEvent.OfPoachingAlert(alert, details(report, sourceId));
    }

    private LiveEvent sighting(StatedReport report, String sourceId, TypeMeaning.Animal animal) {
        Sighting sighting = Sighting.newBuilder()
                .setProvenance(provenance(report, sourceId))
                .setPurpose(purpose)
                .setObservedAt(report.observedAt())
                .setPosition(report.position())
                .setMethod(method(report, null))
                .setScientificName(name(report, animal))
                .setCount(report.details().count())
                .setLifeStage(report.details().lifeStage())
                .setSex(report.details().sex())
                .setClassification(classification(report))
                .build();
        return new LiveEvent.OfSighting(sighting, details(report, sourceId));
    }

    private @Nullable String name(StatedReport report, TypeMeaning.Animal animal) {
        if (animal.scientificName() != null) {
            return animal.scientificName();
        }
        for (String word : report.details().qualifiers()) {
            String name = scientificName(word);
            if (name != null) {
                return name;
            }
        }
        return report.details().scientificName();
    }

    private static Provenance provenance(StatedReport report, String sourceId) {
        return Provenance.newBuilder()
                .setSourceId(sourceId)
                .setEventId(report.eventId())
                .setRevision(report.revision())
                .build();
    }

    private static ObservationMethod method(StatedReport report, @Nullable AlertKind kind) {
        return switch (report.origin()) {
            case STAFF -> kind == AlertKind.HUMAN_TRACKS ? ObservationMethod.TRACKS : ObservationMethod.DIRECT;
            case MACHINE -> ObservationMethod.UNSPECIFIED;
            case OTHER -> ObservationMethod.REPORT;
        };
    }

    private static @Nullable Classification classification(StatedReport report) {
        return report.origin() == StatedReport.Origin.MACHINE
                ? Classification.newBuilder()
                        .setMethod(ClassificationMethod.MACHINE)
                        .setProbability(report.details().probability())
                        .build()
                : null;
    }

    private static @Nullable PrivateDetails details(StatedReport report, String sourceId) {
        return report.note() == null && report.reporter() == null
                ? null
                : PrivateDetails.newBuilder()
                        .setEventKey(new EventKey(sourceId, report.eventId()).toString())
                        .setNote(report.note())
                        .setReporter(report.reporter())
                        .build();
    }
}
