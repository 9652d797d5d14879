package org.amurwatch.bench.quality.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.bench.quality.sign.Signs;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * What can be said of one event by itself, as numbers for {@link OneEventScore}: darkness, zone, the place's usual rate,
 * whether it is explained, probability, and its kind. It must be given every event of a run, in order, since rates and
 * patrols' places are learnt from them; its state is bounded by the stations and by the last hours' positions.
 */
public final class Covariates {

    private static final EventKind[] KINDS = EventKind.values();
    private static final double CIVIL_TWILIGHT_DEGREES = -6;
    private static final double FAR_METRES = 20_000;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration QUARTER = Duration.ofDays(90);

    /** How many numbers {@link #of} gives. */
    public static final int LENGTH = 14 + KINDS.length;

    private final ZoneId timeZone;
    private final DistanceField villages;
    private final DistanceField roads;
    private final Explanations explanations;
    private final PassingPeople quarter = new PassingPeople(QUARTER);
    private final PassingPeople week = new PassingPeople(WEEK);

    public Covariates(FieldMap map) {
        this.timeZone = map.timeZone();
        this.villages = DistanceField.ofPlaces(map.villages());
        this.roads = DistanceField.ofLines(map.roads());
        this.explanations = new Explanations(map.visits());
    }

    /** Learns from the event; call it after {@link #of}. */
    public void receive(SimulatedEvent event) {
        explanations.receive(event);
        if (event.kind() == EventKind.HUMAN_PRESENCE) {
            quarter.add(place(event), event.receivedAt());
            week.add(place(event), event.receivedAt());
        }
    }

    /** The numbers of a sign; the first is always 1. */
    public double[] of(SimulatedEvent event) {
        Instant at = Signs.happenedAt(event);
        double elevation = SunElevation.degrees(at, event.latitude(), event.longitude());
        int hour = at.atZone(timeZone).getHour();
        Double probability = event.probability();
        boolean machine = probability != null;
        double[] covariates = new double[LENGTH];
        int i = 0;
        covariates[i++] = 1;
        covariates[i++] = elevation < CIVIL_TWILIGHT_DEGREES ? 1 : 0;
        covariates[i++] = elevation / 90;
        covariates[i++] = hour >= 21 || hour < 4 ? 1 : 0;
        covariates[i++] = Math.min(FAR_METRES, villages.metres(event.latitude(), event.longitude())) / FAR_METRES;
        covariates[i++] = Math.log1p(villages.metres(event.latitude(), event.longitude()) / 1000);
        covariates[i++] = Math.log1p(roads.metres(event.latitude(), event.longitude()) / 1000);
        covariates[i++] = Math.log1p(quarter.at(place(event), event.receivedAt()));
        covariates[i++] = Math.log1p(week.at(place(event), event.receivedAt()));
        covariates[i++] = explanations.patrolNear(event, at) ? 1 : 0;
        covariates[i++] = explanations.crewNear(event, at) ? 1 : 0;
        covariates[i++] = machine ? 0 : 1;
        covariates[i++] = probability != null ? probability : 1;
        covariates[i++] = Math.log(Math.max(1, event.count()));
        covariates[i + event.kind().ordinal()] = 1;
        return covariates;
    }

    /** What {@link #of} gives, in order, for a report of the fitted weights. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(
                "intercept",
                "dark",
                "sun's elevation",
                "deep night",
                "distance to village",
                "distance to village (log)",
                "distance to road (log)",
                "people in 90 days (log)",
                "people in 7 days (log)",
                "patrol near",
                "crew near",
                "told by people",
                "probability",
                "count (log)"));
        for (EventKind kind : KINDS) {
            names.add(kind.name());
        }
        return names;
    }

    /** The station, else a cell of about a kilometre. */
    private static String place(SimulatedEvent event) {
        String station = event.stationId();
        return station != null
                ? station
                : Math.round(event.latitude() * 100) + "/" + Math.round(event.longitude() * 100);
    }
}
