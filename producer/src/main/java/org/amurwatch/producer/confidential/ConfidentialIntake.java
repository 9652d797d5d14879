package org.amurwatch.producer.confidential;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Supplier;
import org.amurwatch.avro.ObservationMethod;
import org.amurwatch.avro.PoachingAlert;
import org.amurwatch.avro.Provenance;
import org.amurwatch.avro.Purpose;
import org.amurwatch.avro.Territory;
import org.amurwatch.event.EventKey;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.widening.Widened;

/**
 * Makes two things of a form that nothing joins but the sealed one itself: the sealed report, and an event that can't be told from
 * those of {@code report --widen}.
 *
 * @param purpose of the event
 * @param now when the form was taken in
 * @param codes makes codes that can't be guessed, and that follow from nothing
 */
record ConfidentialIntake(ECKey handler, Purpose purpose, Instant now, Supplier<String> codes) {

    /** The source of every report that somebody typed in. */
    static final String SOURCE = "report";

    /**
     * @param code of the report
     * @param sealed a JWE
     * @param alert the event
     * @param widened what was made of place and time
     */
    record Taken(String code, String sealed, PoachingAlert alert, Widened widened) {}

    Taken take(ReportForm form, Collection<Territory> territories) {
        String code = codes.get();
        Widened widened = Widened.of(form.exact(), form.at(), territories);
        if (form.urgent()) {
            if (!widened.holds(now)) {
                throw CommandFailure.usage(
                        "urgent: true is for what happened in this half of the day; at lies in another."
                                + " Nothing was sent.");
            }
            widened = widened.toldAtOnce(now);
        }
        PoachingAlert alert = alert(form, widened);
        Statement statement = new Statement(
                code,
                EventKey.of(alert.getProvenance()).toString(),
                form.informant(),
                form.name(),
                form.number(),
                form.text(),
                form.kind().name(),
                form.exact().getLatitude(),
                form.exact().getLongitude(),
                form.exact().getUncertaintyMetres(),
                form.at().toString(),
                now.toString());
        return new Taken(code, SealedReport.seal(statement, handler), alert, widened);
    }

    private PoachingAlert alert(ReportForm form, Widened widened) {
        return PoachingAlert.newBuilder()
                .setProvenance(Provenance.newBuilder()
                        .setSourceId(SOURCE)
                        .setEventId(codes.get())
                        .setRevision(now)
                        .build())
                .setPurpose(purpose)
                .setObservedAt(widened.observedAt())
                .setObservedUntil(widened.observedUntil())
                .setPosition(widened.position())
                .setMethod(ObservationMethod.REPORT)
                .setKind(form.kind())
                .setCount(form.count())
                .build();
    }
}
