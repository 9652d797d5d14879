package org.amurwatch.streams.rule;

import org.amurwatch.streams.place.Places;

/** What rules may ask about the place of an event beside the event and the history. */
public interface Surroundings {

    /** The map. */
    Places places();

    /**
     * People on camera in an ordinary week at the place of the event (its station, else a cell of about a kilometre), as
     * learnt from what was received before it; NaN while too little is known.
     */
    double usualPeoplePerWeek(RuleEvent event);

    /** ISO 3166 code of the country of the event's territory; empty where it is not known. */
    String country(RuleEvent event);
}
