package org.amurwatch.consumer.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Sighting;
import org.amurwatch.consumer.export.Disclosure.NameOf;
import org.amurwatch.event.Observation;
import org.amurwatch.event.Observation.OfPoachingAlert;
import org.amurwatch.event.Observation.OfSighting;
import org.jspecify.annotations.Nullable;

/** An event as named values: the columns of CSV and the properties of GeoJSON. */
final class EventTables {

    static final List<String> COLUMNS = List.of(
            "id",
            "type",
            "subject",
            "observedAt",
            "observedUntil",
            "receivedAt",
            "source",
            "method",
            "count",
            "lifeStage",
            "sex",
            "individual",
            "identification",
            "flank",
            "suspicion",
            "explained",
            "classificationMethod",
            "classificationProbability",
            "station",
            "deployment",
            "territory",
            "clockSuspect",
            "purpose",
            "latitude",
            "longitude",
            "uncertaintyMeters",
            "dataGeneralizations");

    private final Disclosure disclosure;
    private final IndividualNames individuals;

    EventTables(Disclosure disclosure, IndividualNames individuals) {
        this.disclosure = disclosure;
        this.individuals = individuals;
    }

    /**
     * All values, by {@link #COLUMNS} in their order; null for what is not known or does not apply.
     *
     * @param position as it is disclosed
     */
    Map<String, @Nullable Object> values(HeldEvent held, Position position, String territory) {
        Observation event = held.observation();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        COLUMNS.forEach(column -> values.put(column, null));
        String source = event.provenance().getSourceId();
        values.put(
                "id",
                source + "/"
                        + disclosure.name(
                                NameOf.EVENT, source, event.provenance().getEventId()));
        values.put("type", EventFilter.type(event));
        values.put("observedAt", event.observedAt().toString());
        values.put(
                "observedUntil",
                event.observedUntil() == null ? null : event.observedUntil().toString());
        values.put("receivedAt", held.receivedAt().toString());
        values.put("source", source);
        values.put("count", event.count());
        values.put("station", name(NameOf.STATION, source, event.stationId()));
        values.put("deployment", name(NameOf.DEPLOYMENT, source, event.deploymentId()));
        values.put("territory", territory);
        values.put("clockSuspect", event.clockSuspect());
        values.put("purpose", Texts.lower(event.purpose()));
        values.put("latitude", position.getLatitude());
        values.put("longitude", position.getLongitude());
        values.put("uncertaintyMeters", position.getUncertaintyMetres());
        values.put("dataGeneralizations", disclosure.words().orElse(null));
        Classification classification = event.classification();
        if (classification != null) {
            values.put("classificationMethod", Texts.lower(classification.getMethod()));
            values.put("classificationProbability", classification.getProbability());
        }
        if (event instanceof OfSighting animal) {
            put(values, animal.sighting());
        } else {
            put(values, ((OfPoachingAlert) event).alert());
        }
        return values;
    }

    private void put(Map<String, @Nullable Object> values, Sighting sighting) {
        values.put("subject", sighting.getScientificName());
        values.put("method", Texts.lower(sighting.getMethod()));
        values.put("lifeStage", Texts.lower(sighting.getLifeStage()));
        values.put("sex", Texts.lower(sighting.getSex()));
        Identification identification = sighting.getIdentification();
        if (identification != null) {
            String source = sighting.getProvenance().getSourceId();
            String individual = individuals.of(source, identification);
            values.put("individual", individual == null ? null : disclosure.name(NameOf.INDIVIDUAL, "", individual));
            values.put("identification", Texts.lower(identification.getStatus()));
            values.put("flank", Texts.lower(identification.getFlank()));
        }
    }

    private static void put(Map<String, @Nullable Object> values, PoachingAlert alert) {
        values.put("subject", alert.getKind().name());
        values.put("method", Texts.lower(alert.getMethod()));
        values.put("suspicion", Texts.lower(alert.getSuspicion()));
        values.put("explained", alert.getExplained() == null ? null : Texts.lower(alert.getExplained()));
    }

    private @Nullable String name(NameOf kind, String source, @Nullable String name) {
        if (name == null) {
            return null;
        }
        String own = name.startsWith(source + "/") ? name.substring(source.length() + 1) : name;
        return source + "/" + disclosure.name(kind, source, own);
    }
}
