package org.amurwatch.producer.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.amurwatch.avro.PatrolPosition;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;
import org.amurwatch.producer.live.LiveKind;

/** Where a team is, in JSON. */
final class PatrolPositionForm implements EventForm {

    @Override
    public LiveKind kind() {
        return LiveKind.PATROL_POSITION;
    }

    @Override
    public String schema() {
        return "PatrolPosition";
    }

    @Override
    public LiveEvent read(JsonNode item, Circumstances circumstances) throws FaultyInput {
        EventFields fields = new EventFields(item, circumstances);
        return new LiveEvent.OfPatrolPosition(PatrolPosition.newBuilder()
                .setTeamId(Objects.requireNonNull(fields.text("/team"), "The schema asks for a team."))
                .setSourceId(circumstances.sourceId())
                .setAt(fields.requiredTime("/at"))
                .setPosition(fields.position())
                .setPurpose(fields.purpose())
                .setCheckInMinutes(fields.integer("/checkInMinutes"))
                .setPatrolOver(fields.flag("/patrolOver", false))
                .setLive(fields.flag("/live", true))
                .build());
    }
}
