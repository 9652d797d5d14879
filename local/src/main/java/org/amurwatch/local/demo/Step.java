package org.amurwatch.local.demo;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** One step of a played scenario, at a moment of the story's time. */
public sealed interface Step {

    Instant at();

    /** An event is received. */
    record Publish(Instant at, SpecificRecord event, Role role) implements Step {}

    /** The narrator says something; then the reader gets time to follow. */
    record Narrate(Instant at, String text) implements Step {}

    /** A team answers. */
    record Answer(Instant at, Scenario.SceneAnswer answer) implements Step {}

    /** A scene is over: time to read what the phone shows. */
    record Rest(Instant at) implements Step {}

    /** What part an event has in the fortnight. */
    enum Role {
        CAMERA("cameras that watch"),
        PEOPLE("people on camera"),
        VEHICLE("vehicles on camera"),
        CREW("our own camera crew"),
        PATROL("our own patrols"),
        ANIMAL("animals"),
        CARD_PEOPLE("people on an old card"),
        CARD_ANIMAL("animals on an old card"),
        STORY("the story"),
        CORRECTION("corrections");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** Whether it shows people whom nobody is to be paged for. */
        public boolean harmlessPeople() {
            return this == PEOPLE || this == VEHICLE || this == CREW || this == PATROL || this == CARD_PEOPLE;
        }
    }
}
