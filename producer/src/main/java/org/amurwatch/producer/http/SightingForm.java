package org.amurwatch.producer.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.amurwatch.avro.Flank;
import org.amurwatch.avro.Identification;
import org.amurwatch.avro.IdentificationStatus;
import org.amurwatch.avro.LifeStage;
import org.amurwatch.avro.ObservationLevel;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Sex;
import org.amurwatch.avro.Sighting;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;
import org.jspecify.annotations.Nullable;

/** A sighting in JSON. */
final class SightingForm implements EventForm {

    @Override
    public LiveKind kind() {
        return LiveKind.SIGHTING;
    }

    @Override
    public String schema() {
        return "Sighting";
    }

    @Override
    public LiveEvent read(JsonNode item, Circumstances circumstances) throws FaultyInput {
        EventFields fields = new EventFields(item, circumstances);
        Provenance provenance = fields.provenance();
        Sighting sighting = Sighting.newBuilder()
                .setProvenance(provenance)
                .setPurpose(fields.purpose())
                .setObservedAt(fields.requiredTime("/observedAt"))
                .setObservedUntil(fields.time("/observedUntil"))
                .setPosition(fields.position())
                .setStationId(fields.ofSource("/station"))
                .setDeploymentId(fields.ofSource("/deployment"))
                .setEpisodeId(fields.ofSource("/episode"))
                .setLevel(fields.choice("/level", ObservationLevel.class, ObservationLevel.UNSPECIFIED))
                .setMethod(fields.method())
                .setScientificName(fields.text("/scientificName"))
                .setCount(fields.integer("/count"))
                .setLifeStage(fields.choice("/lifeStage", LifeStage.class, LifeStage.UNSPECIFIED))
                .setSex(fields.choice("/sex", Sex.class, Sex.UNSPECIFIED))
                .setIdentification(individual(fields))
                .setClassification(fields.classification())
                .setMedia(fields.media())
                .setWithdrawn(fields.flag("/withdrawn", false))
                .build();
        return new LiveEvent.OfSighting(sighting, fields.details(provenance));
    }

    private static @Nullable Identification individual(EventFields fields) {
        String id = fields.text("/individual/id");
        if (id == null) {
            return null;
        }
        return Identification.newBuilder()
                .setStatus(
                        fields.choice("/individual/status", IdentificationStatus.class, IdentificationStatus.PROBABLE))
                .setIndividualId(id)
                .setFlank(fields.choice("/individual/flank", Flank.class, Flank.UNSPECIFIED))
                .build();
    }
}
