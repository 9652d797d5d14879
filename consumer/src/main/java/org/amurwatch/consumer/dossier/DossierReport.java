package org.amurwatch.consumer.dossier;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amurwatch.avro.AccessEntry;
import org.amurwatch.avro.Deployment;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.Position;
import org.amurwatch.avro.Purpose;
import org.amurwatch.consumer.incident.IncidentRows;
import org.amurwatch.event.Observation;
import org.jspecify.annotations.Nullable;

/** A dossier as a page to read and print, in English. */
final class DossierReport {

    private final Dossier dossier;
    private final ExportFacts facts;
    private final HtmlPage page;
    private final ZoneId zone;

    private DossierReport(Dossier dossier, ExportFacts facts) {
        this.dossier = dossier;
        this.facts = facts;
        this.zone = zone(dossier.incident().getTimeZone());
        this.page = new HtmlPage("Incident " + dossier.incident().getIncidentId());
    }

    static String of(Dossier dossier, List<Picture> pictures, ExportFacts facts) {
        DossierReport report = new DossierReport(dossier, facts);
        report.incident();
        report.howToCheck();
        report.evidence();
        report.originals();
        report.clocks();
        report.chronology();
        report.notes();
        report.pictures(pictures);
        report.rules();
        report.seen();
        report.leftOut();
        return report.page.end();
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    private void incident() {
        Incident incident = dossier.incident();
        if (incident.getPurpose() != Purpose.ACTUAL) {
            page.warning("This is an " + incident.getPurpose() + ", and nothing that happened.");
        }
        page.sentence("Exported by " + facts.by() + " on " + time(facts.at()) + ", with Amur Watch " + facts.program()
                + ". Times are those of " + zone + ", with their distance from UTC.");
        page.table(
                List.of("What", "Value"),
                List.of(
                        row("State", incident.getState()),
                        row("Severity", incident.getSeverity()),
                        row("Found to be", incident.getOutcome()),
                        row("Territory", incident.getTerritoryName() + " (" + incident.getTerritoryId() + ")"),
                        row("Middle of the evidence", place(incident.getCentre())),
                        row(
                                "First and last evidence",
                                time(incident.getFirstObservedAt()) + " to " + time(incident.getLastObservedAt())),
                        row("Opened", time(incident.getOpenedAt())),
                        row("Closed", time(incident.getClosedAt())),
                        row("Teams that were told", String.join(", ", incident.getToldTeamIds())),
                        row("Part of incident", incident.getMergedInto()),
                        row(
                                "Incidents that became part of it",
                                String.join(
                                        ", ",
                                        dossier.merged().stream()
                                                .map(Incident::getIncidentId)
                                                .toList()))));
    }

    private void howToCheck() {
        page.heading("How to check this package");
        page.sentence("manifest.json lists the SHA-256 of each file, manifest.sig is its signature (Ed25519), and"
                + " public-key.pem the key. './amurwatch incidents verify FILE.zip --public-key KEY.pem' names whatever"
                + " was changed, added or left out. The key must come from whoever exported, by another way than this"
                + " file.");
        page.sentence("Originals are the records byte for byte as the system keeps them. 'Same as on receipt' says that"
                + " they fit the SHA-256 that the system took when it received the event and before it was stored. That"
                + " hash is over the record that the system made of what was sent to it, not over the sender's file or"
                + " message. It stands beside the record on the same brokers: it shows damage, and changes by somebody"
                + " who did not think of it.");
    }

    private void evidence() {
        Map<String, IncidentEvidence> last = new LinkedHashMap<>();
        dossier.evidence().forEach(one -> last.put(one.value().getEventKey(), one.value()));
        page.heading("Evidence");
        page.table(
                List.of("Event", "What", "Count", "Happened", "Received", "Where", "Rule", "By machine alone", "Now"),
                last.values().stream()
                        .map(one -> row(
                                one.getEventKey(),
                                IncidentRows.what(one),
                                one.getCount(),
                                time(one.getObservedAt()),
                                time(one.getReceivedAt()),
                                place(one.getPosition()),
                                one.getRule() + ", version " + one.getRuleVersion(),
                                one.getMachine() ? "yes" : "no",
                                one.getJoined() ? "evidence" : "taken out: " + one.getLostBecause()))
                        .toList());
        page.sentence("Signals (signal/...) are conclusions of the system from other records; they have no original.");
    }

    private void originals() {
        page.heading("Originals");
        page.table(
                List.of("File", "Key", "Received", "SHA-256", "Since receipt"),
                dossier.originals().stream()
                        .map(one -> row(
                                DossierFile.nameOf(one),
                                one.key(),
                                time(one.storedAt()),
                                one.hash(),
                                one.integrity().words()))
                        .toList());
        if (!facts.unreadable().isEmpty()) {
            page.warning(
                    "Records that can't be read, and may belong here: " + String.join("; ", facts.unreadable()) + ".");
        }
    }

    private void clocks() {
        page.heading("Clocks");
        page.table(
                List.of("Statement", "Its clock", "Time used", "Time stated, where another", "Received"),
                dossier.statements().stream().map(this::clock).toList());
        if (!dossier.deployments().isEmpty()) {
            page.table(
                    List.of("Deployment of a camera", "Its clock", "From", "To", "Stated by the source"),
                    dossier.deployments().stream()
                            .map(one -> deployment(one.key(), one.value()))
                            .toList());
        }
        page.sentence("'Received' is by the clock of the machine that took the event in. All other times are as their"
                + " sources state them.");
    }

    private List<@Nullable Object> clock(Dossier.Statement statement) {
        Observation observation = statement.observation();
        return row(
                observation.key(),
                observation.clockSuspect() ? "the clock can't be right" : "nothing against it",
                time(observation.observedAt()),
                time(observation.statedObservedAt()),
                time(statement.receivedAt()));
    }

    private List<@Nullable Object> deployment(String key, Deployment deployment) {
        return row(
                key,
                deployment.getClockSuspect()
                        ? "known to be wrong, or its period is impossible (timestampIssues)"
                        : "nothing against it",
                time(deployment.getStart()),
                time(deployment.getEnd()),
                time(deployment.getProvenance().getRevision()));
    }

    private void chronology() {
        page.heading("What happened, and who changed what");
        page.table(
                List.of("When", "What", "Who", "About"),
                Chronology.of(dossier).stream()
                        .map(one -> row(time(one.at()), one.what(), one.who(), one.about()))
                        .toList());
        page.heading("What became of the incident (the last 100 things)");
        page.table(
                List.of("When", "What", "About", "Answer"),
                dossier.incident().getTimeline().stream()
                        .map(one -> row(time(one.getAt()), one.getKind(), one.getSubject(), one.getResponse()))
                        .toList());
    }

    private void notes() {
        page.heading("Notes");
        page.table(
                List.of("When", "By", "Team", "Note"),
                dossier.notes().stream()
                        .map(one -> row(
                                time(one.value().getAt()),
                                one.value().getBy(),
                                one.value().getTeamId(),
                                one.value().getText()))
                        .toList());
        page.heading("Names and free text of the reports");
        if (facts.withPrivate()) {
            page.table(
                    List.of("Event", "Reported by", "Note"),
                    dossier.privateDetails().stream()
                            .map(one -> row(
                                    one.value().getEventKey(),
                                    one.value().getReporter(),
                                    one.value().getNote()))
                            .toList());
        } else {
            page.sentence("Left out: whoever reported may have to be protected.");
        }
    }

    private void pictures(List<Picture> pictures) {
        page.heading("Pictures and sounds");
        page.table(
                List.of("File", "Shows", "SHA-256 on receipt", "Since receipt"),
                pictures.stream()
                        .map(one -> row(
                                one.file() == null ? null : one.name(),
                                String.join(", ", one.events()),
                                one.hash(),
                                one.state()))
                        .toList());
        pictures.stream()
                .filter(Picture::isShown)
                .forEach(one -> page.picture(one.name(), one.name() + ": " + String.join(", ", one.events())));
    }

    private void rules() {
        page.heading("Rules that joined the evidence");
        page.table(
                List.of("Set", "Version", "In force from"),
                dossier.rules().stream()
                        .map(one -> row(
                                one.value().getName(),
                                one.value().getVersion(),
                                time(one.value().getEffectiveAt())))
                        .toList());
    }

    private void seen() {
        page.heading("Who was given this incident");
        page.table(
                List.of("When", "Who", "Role", "Team", "What", "About", "Writer and number of the entry"),
                dossier.seen().stream().map(one -> seen(one.value())).toList());
        page.sentence("These are the entries of the audit about this incident and the pictures of its evidence, this"
                + " export among them. Lists, maps and streams of the dashboard that it stood in with others name no"
                + " incident ('./amurwatch audit list' has them), and what was sent to teams stands above.");
    }

    private List<@Nullable Object> seen(AccessEntry entry) {
        return row(
                time(entry.getAt()),
                entry.getWho(),
                entry.getRole(),
                entry.getTeamId(),
                entry.getWhat(),
                entry.getSubject(),
                entry.getWriterId() + ", " + entry.getSequence());
    }

    private void leftOut() {
        page.heading("What is not in here");
        page.sentence("What the system no longer keeps: deliveries and receipts after 30 days; incidents, messages,"
                + " answers, notes and the audit after 400. Earlier versions of a deployment of a camera. What was"
                + " erased. What people saw by commands, in messages and by telephone.");
    }

    private static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    private @Nullable String time(@Nullable Instant time) {
        return time == null
                ? null
                : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        time.truncatedTo(ChronoUnit.SECONDS).atZone(zone).toOffsetDateTime());
    }

    private static String place(Position position) {
        String uncertainty = position.getUncertaintyMetres() == null
                ? ""
                : String.format(Locale.ROOT, " (to %.0f m)", position.getUncertaintyMetres());
        return String.format(Locale.ROOT, "%.5f, %.5f", position.getLatitude(), position.getLongitude()) + uncertainty;
    }
}
