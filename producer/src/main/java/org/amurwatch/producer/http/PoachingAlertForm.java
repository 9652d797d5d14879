package org.amurwatch.producer.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;

/** A poaching alert in JSON. */
final class PoachingAlertForm implements EventForm {

    @Override
    public LiveKind kind() {
        return LiveKind.POACHING_ALERT;
    }

    @Override
    public String schema() {
        return "PoachingAlert";
    }

    @Override
    public LiveEvent read(JsonNode item, Circumstances circumstances) throws FaultyInput {
        EventFields fields = new EventFields(item, circumstances);
        Provenance provenance = fields.provenance();
        PoachingAlert alert = PoachingAlert.newBuilder()
                .setProvenance(provenance)
                .setPurpose(fields.purpose())
                .setObservedAt(fields.requiredTime("/observedAt"))
                .setObservedUntil(fields.time("/observedUntil"))
                .setPosition(fields.position())
                .setStationId(fields.ofSource("/station"))
                .setDeploymentId(fields.ofSource("/deployment"))
                .setMethod(fields.method())
                .setKind(fields.choice("/kind", AlertKind.class, AlertKind.OTHER))
                .setStatedKind(fields.text("/statedKind"))
                .setCount(fields.integer("/count"))
                .setSuspicion(fields.choice("/suspicion", Suspicion.class, Suspicion.NONE))
                .setExplained(fields.optionalChoice("/explained", Explanation.class))
                .setClassification(fields.classification())
                .setMedia(fields.media())
                .setWithdrawn(fields.flag("/withdrawn", false))
                .build();
        return new LiveEvent.OfPoachingAlert(alert, fields.details(provenance));
    }
}
