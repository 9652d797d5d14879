package org.amurwatch.event;

import org.amurwatch.avro.Classification;
import org.amurwatch.avro.ClassificationMethod;
import org.amurwatch.avro.Explanation;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.ReviewVerdict;
import org.amurwatch.avro.Suspicion;
import org.amurwatch.avro.Verdict;
import org.jspecify.annotations.Nullable;

/** What a person's verdict makes of a poaching alert: one rule for intake and for all that reads the field topics itself. */
public final class JudgedAlert {

    private JudgedAlert() {}

    /** The alert as it is to be taken from now on; all that its source said of it stays, its revision too. */
    public static PoachingAlert of(PoachingAlert alert, ReviewVerdict verdict) {
        return PoachingAlert.newBuilder(alert)
                .setClassification(Classification.newBuilder()
                        .setMethod(ClassificationMethod.HUMAN)
                        .setBy(verdict.getBy())
                        .setAt(verdict.getAt())
                        .build())
                .setSuspicion(verdict.getVerdict() == Verdict.SUSPICIOUS ? Suspicion.RAISED : Suspicion.NONE)
                .setExplained(explanation(verdict.getVerdict()))
                .build();
    }

    /** Whether a person has looked at it later than this verdict was given. */
    public static boolean isJudgedLater(PoachingAlert alert, ReviewVerdict verdict) {
        Classification known = alert.getClassification();
        return known != null
                && known.getMethod() == ClassificationMethod.HUMAN
                && known.getAt() != null
                && known.getAt().isAfter(verdict.getAt());
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
