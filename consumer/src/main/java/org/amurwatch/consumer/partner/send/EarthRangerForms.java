package org.amurwatch.consumer.partner.send;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.avro.TimePrecision;

/**
 * The forms of the event types that come with EarthRanger: which of their fields say what we know. Some servers keep no detail
 * of a report that its form does not have.
 */
public final class EarthRangerForms {

    private EarthRangerForms() {}

    /** Adds the fields of a type's form to the details of an event. */
    public static void fill(ObjectNode details, String type, ReleasedEvent event) {
        String counted =
                switch (type) {
                    case "snare_rep" -> "snarerep_numberofsnares";
                    case "shot_rep" -> "shotrep_numberofshots";
                    case "poacher_camp_rep" -> "poachercamprep_numberofpeople";
                    case "confiscation_rep" -> "confiscationrep_numberofitems";
                    case "wildlife_sighting_rep" -> "wildlifesightingrep_numberanimals";
                    default -> null;
                };
        if (counted != null && event.getCount() != null) {
            details.put(counted, event.getCount());
        }
        Instant at = event.getObservedFrom();
        if (type.equals("shot_rep") && at != null && event.getTimePrecision() == TimePrecision.MOMENT) {
            details.put("shotrep_timeofshot", EventWords.time(at));
        }
        if (type.equals("spoor_rep")) {
            details.put("spoorrep_type", "footprint");
        }
    }
}
