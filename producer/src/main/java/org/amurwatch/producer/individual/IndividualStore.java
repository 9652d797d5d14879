package org.amurwatch.producer.individual;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.amurwatch.avro.Individual;
import org.amurwatch.avro.Sighting;

/** The register and the sightings, as commands see them. What is published was acknowledged by the brokers. */
interface IndividualStore {

    /** The register, by id. */
    Map<String, Individual> register();

    /** The statements that hold about some events, by event key; of those that are unknown or withdrawn none. */
    Map<String, Sighting> sightings(Set<String> eventKeys);

    void publishEntries(Collection<Individual> entries);

    void publishSightings(Collection<Sighting> sightings);
}
