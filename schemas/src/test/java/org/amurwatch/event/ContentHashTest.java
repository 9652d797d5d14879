package org.amurwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.MediaReference;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Sighting;
import org.amurwatch.sample.SampleRecords;
import org.amurwatch.sample.SampleRecords.Variant;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    /** When and from where a statement came is no content; everything else is. */
    private static final Set<String> NO_CONTENT = Set.of(
            "provenance.revision", "provenance.file", "provenance.file=null", "provenance.row", "provenance.row=null");

    /** Whether and as what a picture that the source names lies in our store is none either. */
    private static final Set<String> IN_OUR_STORE =
            Set.of("media[0].contentHash", "media[0].mediaType", "media[0].mediaType=null");

    private final long seed = System.nanoTime();

    @Test
    void shouldChangeWithEveryFieldOfASightingButWhenAndFromWhereItCame() {
        compareEveryField(SampleRecords.filled(Sighting.class, new Random(seed)), ContentHash::of, true);
    }

    @Test
    void shouldChangeWithEveryFieldOfAPoachingAlertButWhenAndFromWhereItCame() {
        compareEveryField(SampleRecords.filled(PoachingAlert.class, new Random(seed)), ContentHash::of, true);
    }

    @Test
    void shouldChangeWithEveryFieldOfADeploymentButWhenAndFromWhereItCame() {
        compareEveryField(SampleRecords.filled(Deployment.class, new Random(seed)), ContentHash::of, false);
    }

    @Test
    void shouldStayTheSameWhenComputedAgainAndLeaveTheEventAsItIs() {
        Sighting sighting = SampleRecords.filled(Sighting.class, new Random(seed));
        Sighting copy = Sighting.newBuilder(sighting).build();

        assertThat(ContentHash.of(sighting)).isEqualTo(ContentHash.of(copy));
        assertThat(sighting).isEqualTo(copy);
    }

    @Test
    void shouldNotChangeWhenAPictureIsKept() {
        MediaReference named =
                MediaReference.newBuilder().setMediaId("card/4711").build();
        MediaReference kept = MediaReference.newBuilder(named)
                .setContentHash("ab".repeat(32))
                .setMediaType("image/jpeg")
                .build();
        Sighting sighting = SampleRecords.filled(Sighting.class, new Random(seed));

        assertThat(ContentHash.of(
                        Sighting.newBuilder(sighting).setMedia(List.of(kept)).build()))
                .isEqualTo(ContentHash.of(
                        Sighting.newBuilder(sighting).setMedia(List.of(named)).build()));
    }

    private <R extends SpecificRecord> void compareEveryField(R event, ToLongFunction<R> hash, boolean media) {
        Set<String> noContent = new HashSet<>(NO_CONTENT);
        if (media) {
            noContent.addAll(IN_OUR_STORE);
        }
        long expected = hash.applyAsLong(event);
        List<Variant<R>> variants = SampleRecords.variants(event);

        assertThat(variants).extracting(Variant::path).containsAll(noContent);
        assertThat(variants).allSatisfy(variant -> {
            assertThat(variant.record()).isNotEqualTo(event);
            assertThat(hash.applyAsLong(variant.record()) == expected)
                    .as("same hash although %s differs (seed %d)", variant.path(), seed)
                    .isEqualTo(noContent.contains(variant.path()));
        });
    }
}
