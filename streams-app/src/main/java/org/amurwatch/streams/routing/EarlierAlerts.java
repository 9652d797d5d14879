package org.amurwatch.streams.routing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.amurwatch.avro.EarlierAlert;
import org.amurwatch.avro.PatrolAlert;

/** What teams were told of one incident: later messages refer to it, for receivers that keep one message per incident. */
final class EarlierAlerts {

    /** So many of one team are remembered: its first, which it may be the only one to have got, and the newest. */
    static final int MOST = 10;

    private EarlierAlerts() {}

    /** What is remembered once an alert is told, too. */
    static Map<String, List<EarlierAlert>> with(Map<String, List<EarlierAlert>> told, PatrolAlert alert) {
        List<EarlierAlert> ofTeam = new ArrayList<>(told.getOrDefault(alert.getTeamId(), List.of()));
        ofTeam.add(EarlierAlert.newBuilder()
                .setAlertId(alert.getAlertId())
                .setToldAt(Objects.requireNonNull(alert.getToldAt()))
                .build());
        while (ofTeam.size() > MOST) {
            ofTeam.remove(1);
        }
        Map<String, List<EarlierAlert>> all = new LinkedHashMap<>(told);
        all.put(alert.getTeamId(), List.copyOf(ofTeam));
        return all;
    }
}
