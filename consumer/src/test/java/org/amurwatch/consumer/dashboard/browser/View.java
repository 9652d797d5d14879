package org.amurwatch.consumer.dashboard.browser;

import java.util.ArrayList;
import java.util.List;
import org.amurwatch.consumer.dashboard.access.Role;

/** The views of the page over an {@link ExamplePark}, and who may see which. */
enum View {
    MAP("#/map", ".panel details", ".leaflet-container path"),
    INCIDENTS("#/incidents", ".incident-list .incident"),
    INCIDENT("#/incidents/" + ExamplePark.CRITICAL, ".course li", ".small-map path.joined"),
    REVIEW("#/review", "#review-title", "#queue-title"),
    TERRITORIES("#/territories", ".cards li"),
    TERRITORY("#/territories/kedrovaya-pad", ".chart canvas", ".table summary"),
    INDIVIDUALS("#/individuals", "tbody tr"),
    HEALTH("#/health", ".block");

    private final String address;
    private final List<String> parts;

    View(String address, String... parts) {
        this.address = address;
        this.parts = List.of(parts);
    }

    String address() {
        return address;
    }

    /** What stands in it once it is whole, as selectors. */
    List<String> parts() {
        return parts;
    }

    /** Those that the page offers to a role. */
    static List<View> of(Role role) {
        List<View> views = new ArrayList<>(List.of(MAP));
        if (role.seesIncidents()) {
            views.addAll(List.of(INCIDENTS, INCIDENT));
        }
        if (role.seesReview()) {
            views.add(REVIEW);
        }
        if (role.seesStations()) {
            views.addAll(List.of(TERRITORIES, TERRITORY));
        }
        if (role.seesIndividuals()) {
            views.add(INDIVIDUALS);
        }
        if (role.seesHealth()) {
            views.add(HEALTH);
        }
        return views;
    }
}
