package org.amurwatch.consumer.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Session;
import org.amurwatch.consumer.dashboard.past.PastIndex;
import org.amurwatch.consumer.dashboard.state.Park;

/** Who somebody is here, what they may see and do, and how the page is set up. */
final class MeJson {

    private final Park park;
    private final Purpose purpose;
    private final DashboardSettings settings;
    private final String version;

    MeJson(Park park, Purpose purpose, DashboardSettings settings, String version) {
        this.park = park;
        this.purpose = purpose;
        this.settings = settings;
        this.version = version;
    }

    ObjectNode of(Session session) {
        Role role = session.viewer().role();
        ObjectNode json = ApiRoutes.object()
                .put("name", session.viewer().name())
                .put("role", role.name())
                .put("team", session.viewer().team())
                .put("language", settings.language())
                .put("timeZone", role.seesExactPositions() ? park.timeZone() : "UTC")
                .put("purpose", purpose.name())
                .put("csrfToken", session.csrfToken())
                .put(
                        "pastDays",
                        role.seesExactPositions() && settings.pastFolder().isPresent()
                                ? PastIndex.REACH.toDays()
                                : null)
                .put("tilesUrl", settings.tilesUrl().orElse(null))
                .put("version", version);
        ObjectNode names = json.putObject("teamNames");
        if (role.seesIncidents()) {
            String own = session.viewer().team();
            park.teamNames().forEach((id, name) -> {
                if (own == null || own.equals(id)) {
                    names.put(id, name);
                }
            });
        }
        json.putObject("rights")
                .put("incidents", role.seesIncidents())
                .put("patrols", role.seesPatrols())
                .put("stations", role.seesStations())
                .put("exactPositions", role.seesExactPositions())
                .put("individuals", role.seesIndividuals())
                .put("health", role.seesHealth())
                .put("answer", role.mayAnswer())
                .put("review", role.seesReview())
                .put("judge", role.mayJudge())
                .put("replay", role.mayReplay());
        return json;
    }
}
