package org.amurwatch.producer.gundi;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.amurwatch.producer.dialect.Dialects;
import org.amurwatch.producer.dialect.StatedItem;
import org.amurwatch.producer.live.FaultyInput;
import org.amurwatch.producer.live.LiveEvent;

/** Whatever comes, it is read or refused by a sentence; what is read can be published. */
class GundiFuzzTest {

    private final GundiEvents events = new GundiEvents(Dialects.builtIn("earthranger"));
    private final GundiObservations observations = new GundiObservations(Dialects.builtIn("earthranger"));

    @FuzzTest
    void shouldReadOrRefuseEvents(byte[] body) {
        try {
            check(events.read(body, "s").items());
        } catch (FaultyInput e) {
            assertThat(e.faults()).isNotEmpty();
        }
    }

    @FuzzTest
    void shouldReadOrRefuseObservations(byte[] body) {
        try {
            check(observations.read(body, "s").items());
        } catch (FaultyInput e) {
            assertThat(e.faults()).isNotEmpty();
        }
    }

    private static void check(List<StatedItem> items) {
        for (StatedItem item : items) {
            for (LiveEvent event : item.events()) {
                assertThat(event.key()).hasSizeLessThan(500);
                assertThat(event.value().toString()).isNotEmpty();
            }
            item.faults().forEach(fault -> assertThat(fault.sentence()).hasSizeLessThan(400));
        }
    }
}
