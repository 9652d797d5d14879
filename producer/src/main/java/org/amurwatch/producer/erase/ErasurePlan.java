package org.amurwatch.producer.erase;

import java.util.List;
import java.util.Set;

/**
 * What an erasure does.
 *
 * @param emptied what holds now of the events that are taken back without content
 * @param unnamed what holds now of the events that stay, without who classified them
 * @param details keys of private details that go
 * @param notes keys of notes of incidents that have no other evidence
 * @param pictures hashes of kept pictures and sounds to which nothing else refers
 * @param held keys of events that stay, since they are evidence of incidents
 * @param unplaced how many events of the period are in no territory that is known any more
 * @param unreadable how many statements could not be read, and were passed over
 */
record ErasurePlan(
        List<Statement> emptied,
        List<Statement> unnamed,
        Set<String> details,
        Set<String> notes,
        Set<String> pictures,
        Set<String> held,
        long unplaced,
        long unreadable) {

    boolean isEmpty() {
        return emptied.isEmpty() && unnamed.isEmpty() && details.isEmpty() && notes.isEmpty() && pictures.isEmpty();
    }
}
