package org.amurwatch.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Territory;
import org.amurwatch.streams.territory.TerritoryIndex;
import org.junit.jupiter.api.Test;

class GroundTest {

    @Test
    void shouldPutEachEventIntoItsOwnSectorAndNoTwoAtOnePlace() {
        List<Territory> territories = Ground.territories(false);
        TerritoryIndex index = TerritoryIndex.of(territories, 5_000);
        Set<Position> places = new HashSet<>();
        for (int event = 0; event < Ground.MOST_EVENTS; event += 7) {
            Position position = Ground.position(event);
            assertThat(places.add(position)).as("event %d", event).isTrue();
            assertThat(index.locate(position).placement().getSectorId()).isEqualTo(Ground.PREFIX + event % 8);
            assertThat(index.locate(position).sharedSectorIds()).isEmpty();
        }
        assertThat(index.locate(Position.newBuilder()
                                .setLatitude(0)
                                .setLongitude(0)
                                .build())
                        .placement()
                        .getSectorId())
                .as("where the canary is")
                .isEqualTo(TerritoryIndex.OUTSIDE);
    }
}
