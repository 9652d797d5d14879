package org.amurwatch.producer.simulation.agents;

import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Origin;
import org.amurwatch.producer.simulation.sensors.Seen;
import org.amurwatch.producer.simulation.world.RandomStream;
import org.amurwatch.producer.simulation.world.Station;

/** The camera crew: photographed as a deployment ends and as the next begins; reads the cards in between. */
public final class Crew {

    private final Stage stage;

    public Crew(Stage stage) {
        this.stage = stage;
    }

    /** The visits of one local day. */
    public void day(int day) {
        long begin = stage.period().start(day);
        long end = stage.period().start(day + 1);
        for (Station station : stage.landscape().stations()) {
            for (long visit : stage.cameras().visits().within(station, begin, end)) {
                visit(station, visit);
            }
        }
    }

    private void visit(Station station, long visit) {
        RandomStream random = stage.random("crew", station.number(), visit);
        Seen crew = Seen.of(EventKind.HUMAN_PRESENCE, Origin.CREW, 1 + random.below(3), null);
        int passages = stage.settings().crew().passagesAtEachEnd();
        for (int i = 0; i < passages; i++) {
            stage.cameras().passage(station, visit - 10 - random.below(600), random, crew);
        }
        stage.cameras().readCards(station, visit);
        for (int i = 0; i < passages; i++) {
            stage.cameras().passage(station, visit + 600 + random.below(1200), random, crew);
        }
    }
}
