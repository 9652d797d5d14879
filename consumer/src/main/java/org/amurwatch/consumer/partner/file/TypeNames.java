package org.amurwatch.consumer.partner.file;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.endpoint.EndpointFields;
import org.amurwatch.consumer.partner.send.Subjects;

/**
 * Which event type of EarthRanger a subject has: the types that come with EarthRanger, unless the partners file says another.
 */
public final class TypeNames {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final String ACTIVITY = "activity_rep";

    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry(Subjects.ANY_SIGHTING, "wildlife_sighting_rep"),
            Map.entry(AlertKind.SNARE.name(), "snare_rep"),
            Map.entry(AlertKind.TRAP.name(), "snare_rep"),
            Map.entry(AlertKind.GUNSHOT.name(), "shot_rep"),
            Map.entry(AlertKind.CARCASS.name(), "carcass_rep"),
            Map.entry(AlertKind.SKIN_OR_PART.name(), "confiscation_rep"),
            Map.entry(AlertKind.WEAPON.name(), "confiscation_rep"),
            Map.entry(AlertKind.CAMP.name(), "poacher_camp_rep"),
            Map.entry(AlertKind.HUMAN_TRACKS.name(), "spoor_rep"),
            Map.entry(AlertKind.HUMAN_PRESENCE.name(), ACTIVITY),
            Map.entry(AlertKind.VEHICLE.name(), "traffic_rep"),
            Map.entry(AlertKind.LIGHT.name(), "light_rep"),
            Map.entry(AlertKind.FIRE.name(), "fire_rep"),
            Map.entry(AlertKind.LIVESTOCK_KILLED.name(), "hwc_rep"),
            Map.entry(AlertKind.PATROL_CONTACT.name(), "contact_rep"),
            Map.entry(AlertKind.ARREST.name(), "arrest_rep"));

    private final Map<String, String> own;

    private TypeNames(Map<String, String> own) {
        this.own = Map.copyOf(own);
    }

    static TypeNames read(EndpointFields fields) {
        Map<String, String> own = new TreeMap<>();
        fields.textsByName("types").forEach((subject, type) -> {
            if (!TYPE.matcher(type).matches()) {
                throw new IllegalArgumentException(
                        "Its 'types' holds something that is no event type: expected one such as snare_rep.");
            }
            own.put(Subjects.checked("types", subject), type);
        });
        return new TypeNames(own);
    }

    /** The event type of what an event shows. */
    public String of(ReleasedEvent event) {
        for (String subject : Subjects.of(event)) {
            String type = own.getOrDefault(subject, USUAL.get(subject));
            if (type != null) {
                return type;
            }
        }
        return ACTIVITY;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypeNames names && names.own.equals(own);
    }

    @Override
    public int hashCode() {
        return own.hashCode();
    }
}
