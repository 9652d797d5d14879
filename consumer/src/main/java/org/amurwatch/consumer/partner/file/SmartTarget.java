package org.amurwatch.consumer.partner.file;

import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.consumer.endpoint.EndpointFields;
import org.amurwatch.consumer.endpoint.LogIn;
import org.amurwatch.consumer.partner.send.Subjects;

/**
 * A conservation area of SMART Connect.
 *
 * @param url the server, such as https://smart.example.org/server
 * @param logIn of a user that may send data
 * @param conservationArea its UUID
 * @param zone in which times are written there
 * @param featureType waypoint/new (7.5 and later) or observation
 * @param categories what a subject is there; what stands in none of them is refused
 */
public record SmartTarget(
        URI url,
        LogIn logIn,
        String conservationArea,
        ZoneId zone,
        String featureType,
        Map<String, Category> categories)
        implements PartnerTarget {

    public static final String KIND = "smart";

    /** Of 7.5 and later: an incident is known by a UUID of ours, and can be changed. */
    public static final String WAYPOINT = "waypoint/new";

    private static final List<String> FEATURE_TYPES = List.of(WAYPOINT, "observation");

    /**
     * What something is in the data model of that site.
     *
     * @param key of the category, such as humanactivity.weaponsequipment.trap
     * @param attributes keys and values that every observation of it gets
     */
    public record Category(String key, Map<String, String> attributes) {

        public Category {
            attributes = Map.copyOf(attributes);
        }
    }

    public SmartTarget {
        categories = Map.copyOf(categories);
    }

    static SmartTarget read(EndpointFields fields) {
        return new SmartTarget(
                TargetFields.base(fields, "url"),
                new LogIn(fields.text("user"), fields.secretInFile("password")),
                TargetFields.uuid(fields, "conservationArea"),
                zone(fields.text("timeZone")),
                fields.oneOf("featureType", FEATURE_TYPES),
                categories(fields));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Its 'timeZone' is none that is known here: expected one such as Asia/Vladivostok.");
        }
    }

    private static Map<String, Category> categories(EndpointFields fields) {
        Map<String, Category> categories = new TreeMap<>();
        fields.entriesByName("mapping").forEach((subject, entry) -> {
            Category category = new Category(entry.text("category"), entry.textsByName("attributes"));
            entry.refuseOthers("'mapping'");
            categories.put(Subjects.checked("mapping", subject), category);
        });
        if (categories.isEmpty()) {
            throw new IllegalArgumentException(
                    "It has no 'mapping': categories of SMART differ per site, so each kind and species that is to go"
                            + " there needs one.");
        }
        return categories;
    }

    /** What an event is there; empty where the mapping does not say. */
    public Optional<Category> category(ReleasedEvent event) {
        return Subjects.of(event).stream()
                .filter(categories::containsKey)
                .findFirst()
                .map(categories::get);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean isPlainOverNetwork() {
        return EndpointFields.isPlainOverNetwork(url);
    }
}
