package org.amurwatch.consumer.export;

import java.math.BigDecimal;
import java.util.Optional;
import org.amurwatch.avro.Position;
import org.amurwatch.event.Observation;

/** How exact places and names are in an export. All that leaves goes through it. */
interface Disclosure {

    /** What a name is of: the same name of two kinds need not become the same. */
    enum NameOf {
        EVENT,
        EPISODE,
        DEPLOYMENT,
        STATION,
        CAMERA,
        MEDIA,
        INDIVIDUAL
    }

    /** Where something was, as a reader may know it. */
    Position position(Position exact);

    /** A name of a source's, as a reader may know it. */
    String name(NameOf kind, String sourceId, String name);

    /** Whether an event may be told at all. */
    boolean tells(Observation event);

    /** The size of the cells of which positions are the centres, in degrees; empty: they are as stated. */
    Optional<BigDecimal> degrees();

    /** How coordinates were made less exact, in a sentence (Darwin Core's dataGeneralizations); empty: they were not. */
    Optional<String> words();

    /** All as it was stated. */
    Disclosure EXACT = new Disclosure() {

        @Override
        public Position position(Position exact) {
            return exact;
        }

        @Override
        public String name(NameOf kind, String sourceId, String name) {
            return name;
        }

        @Override
        public boolean tells(Observation event) {
            return true;
        }

        @Override
        public Optional<BigDecimal> degrees() {
            return Optional.empty();
        }

        @Override
        public Optional<String> words() {
            return Optional.empty();
        }
    };
}
