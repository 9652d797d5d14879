package org.amurwatch.producer.territory;

import java.util.List;

/** A source of stations, such as a camera-trap package. */
interface Stations {

    /** The stations, in the order of the source. */
    List<Station> stations();

    /** What could not be used, in sentences. */
    List<String> warnings();
}
