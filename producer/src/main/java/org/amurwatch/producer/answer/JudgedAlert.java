package org.amurwatch.producer.answer;

import java.time.Instant;
import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.Verdict;
import org.jspecify.annotations.Nullable;

/** What a verdict makes of a poaching alert: a later statement about the same event, by a person. */
final class JudgedAlert {

    private JudgedAlert() {}

    /**
     * The alert as it is to be sent again.
     *
     * @param by role or pseudonym of whoever looked
     * @param now the time of the verdict; its revision, unless what it judges is of the same moment or later
     */
    static PoachingAlert of(PoachingAlert alert, Verdict verdict, String by, Instant now) {
        Instant known = alert.getProvenance().getRevision();
        return PoachingAlert.newBuilder(alert)
                .setProvenance(Provenance.newBuilder(alert.getProvenance())
                        .setRevision(known.isBefore(now) ? now : known.plusMillis(1))
                        .build())
                .setClassification(Classification.newBuilder()
                        .setMethod(ClassificationMethod.HUMAN)
                        .setBy(by)
                        .setAt(now)
                        .build())
                .setSuspicion(verdict == Verdict.SUSPICIOUS ? Suspicion.RAISED : Suspicion.NONE)
                .setExplained(explanation(verdict))
                .build();
    }

    private static @Nullable Explanation explanation(Verdict verdict) {
        return switch (verdict) {
            case SUSPICIOUS -> null;
            case VILLAGER -> Explanation.RESIDENT;
            case PERMIT -> Explanation.PERMIT;
            case OUR_STAFF -> Explanation.STAFF;
            case ANIMAL -> Explanation.ANIMAL;
            case DETECTOR_ERROR, BLANK -> Explanation.DETECTOR;
        };
    }
}
