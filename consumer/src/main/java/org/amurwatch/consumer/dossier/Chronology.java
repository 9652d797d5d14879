package org.amurwatch.consumer.dossier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.avro.DeliveryReceipt;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PatrolResponse;
import org.amurwatch.avro.Provenance;
import org.amurwatch.event.Observation;

/** What happened, and who changed what, in the order of time. Pure. */
final class Chronology {

    private final List<Happening> happenings = new ArrayList<>();
    private final Set<String> known = new HashSet<>();

    private Chronology() {}

    /**
     * One thing that happened.
     *
     * @param who a source, role, pseudonym, team or endpoint; {@code system} of what was decided by rules
     * @param about event key, team, delivery
     */
    record Happening(Instant at, String what, String who, String about) {}

    static List<Happening> of(Dossier dossier) {
        Chronology chronology = new Chronology();
        dossier.statements().forEach(chronology::received);
        chronology.decisions(dossier);
        chronology.people(dossier);
        // What has the same time stays in the order of its list, which is that of the topic.
        chronology.happenings.sort(Comparator.comparing(Happening::at));
        return List.copyOf(chronology.happenings);
    }

    private void add(Instant at, String what, String who, String about) {
        happenings.add(new Happening(at, what, who, about));
    }

    private void received(Dossier.Statement statement) {
        Observation observation = statement.observation();
        Provenance provenance = observation.provenance();
        String key = observation.key().toString();
        boolean first = known.add(key);
        String what = first ? "statement received" : "later statement received, made " + provenance.getRevision();
        add(
                statement.receivedAt(),
                observation.withdrawn() ? what + ": withdrawn" : what,
                provenance.getSourceId(),
                key);
    }

    private void decisions(Dossier dossier) {
        dossier.evidence().forEach(one -> {
            IncidentEvidence evidence = one.value();
            add(
                    evidence.getChangedAt(),
                    evidence.getJoined()
                            ? "joined as evidence by rule " + evidence.getRule() + ", version "
                                    + evidence.getRuleVersion()
                            : "taken out: " + evidence.getLostBecause(),
                    "system",
                    evidence.getEventKey());
        });
        dossier.messages().forEach(one -> {
            Instant told = one.value().getToldAt();
            add(
                    told == null ? one.storedAt() : told,
                    "message " + one.value().getSequence() + " (" + one.value().getMessage() + ") to team "
                            + one.value().getTeamId(),
                    "system",
                    one.value().getAlertId());
        });
    }

    private void people(Dossier dossier) {
        dossier.receipts().forEach(one -> {
            DeliveryReceipt receipt = one.value();
            String reason = receipt.getReason() == null ? "" : ": " + receipt.getReason();
            add(
                    receipt.getAttemptedAt(),
                    "attempt " + receipt.getAttempt() + " " + receipt.getOutcome() + reason,
                    "endpoint " + receipt.getEndpoint(),
                    receipt.getDeliveryId());
        });
        dossier.orders()
                .forEach(one -> add(
                        one.value().getAt(),
                        "order " + one.value().getKind(),
                        one.value().getBy(),
                        one.value().getDeliveryId()));
        dossier.verdicts()
                .forEach(one -> add(
                        one.value().getAt(),
                        "verdict " + one.value().getVerdict(),
                        one.value().getBy(),
                        one.value().getEventKey()));
        dossier.responses().forEach(one -> {
            PatrolResponse response = one.value();
            String team = response.getTeamId() == null ? "command centre" : "team " + response.getTeamId();
            String outcome = response.getOutcome() == null ? "" : ", found to be " + response.getOutcome();
            add(response.getAt(), "answer " + response.getKind() + outcome, response.getBy(), team);
        });
        dossier.notes()
                .forEach(one -> add(
                        one.value().getAt(),
                        "note",
                        one.value().getBy(),
                        one.value().getNoteId()));
    }
}
