package org.amurwatch.producer.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.avro.EscalationPolicy;
import org.amurwatch.avro.EscalationStep;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.RecipientKind;
import org.amurwatch.avro.Severity;
import org.amurwatch.avro.TeamRole;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.producer.file.FileRecord;
import org.amurwatch.producer.file.RecordFile;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.Topics;
import org.jspecify.annotations.Nullable;

/** Escalation policies as reference data, from YAML. */
final class Policies implements ReferenceKind<EscalationPolicy> {

    private static final List<String> FIELDS = List.of("id", "sectors", "level", "leastSeverity", "steps", "retired");

    private static final int DAY_MINUTES = 24 * 60;

    @Override
    public Topic<EscalationPolicy> topic() {
        return Topics.POLICIES;
    }

    @Override
    public String one() {
        return "policy";
    }

    @Override
    public String many() {
        return "policies";
    }

    @Override
    public List<EscalationPolicy> read(Path file) {
        return parse(RecordFile.text(file, "YAML"), file.toString());
    }

    /** @param name how sentences call the text */
    static List<EscalationPolicy> parse(String text, String name) {
        return new RecordFile(name, "policy").yaml(text, "policies", Policies::policy);
    }

    private static EscalationPolicy policy(FileRecord record) {
        record.only("policy", FIELDS);
        return EscalationPolicy.newBuilder()
                .setId(record.id())
                .setSectorIds(record.texts("sectors"))
                .setLevel(level(record))
                .setLeastSeverity(record.word("leastSeverity", Severity.class, Severity.INFO))
                .setSteps(steps(record))
                .setRetired(record.truth("retired"))
                .build();
    }

    private static PageLevel level(FileRecord record) {
        if (!record.has("level")) {
            record.fault("level", "missing: expected REVIEW or DISPATCH.");
        }
        PageLevel level = record.word("level", PageLevel.class, PageLevel.DISPATCH);
        if (level == PageLevel.NONE) {
            record.fault("level", "NONE pages nobody: expected REVIEW or DISPATCH.");
        }
        return level;
    }

    private static List<EscalationStep> steps(FileRecord record) {
        List<EscalationStep> steps = new ArrayList<>();
        if (!record.has("steps")) {
            record.fault("steps", "missing: expected at least one, such as {afterMinutes: 0, to: nearest}.");
        }
        for (FileRecord each : record.records("steps", "step")) {
            EscalationStep step = step(each);
            if (!steps.isEmpty() && step.getAfterMinutes() < last(steps).getAfterMinutes()) {
                each.fault(
                        "afterMinutes",
                        step.getAfterMinutes() + " is earlier than the step before, "
                                + last(steps).getAfterMinutes() + ": expected the order of their times.");
            }
            steps.add(step);
        }
        return steps;
    }

    private static EscalationStep last(List<EscalationStep> steps) {
        return steps.get(steps.size() - 1);
    }

    private static EscalationStep step(FileRecord record) {
        record.only("step", List.of("afterMinutes", "to", "teams"));
        if (!record.has("afterMinutes")) {
            record.fault("afterMinutes", "missing: expected minutes since the incident was raised; 0 is at once.");
        }
        if (!record.has("to")) {
            record.fault("to", "missing: expected NEAREST, FURTHER, ALL, DUTY_OFFICERS or NAMED.");
        }
        RecipientKind recipients = record.word("to", RecipientKind.class, RecipientKind.DUTY_OFFICERS);
        List<String> teams = record.texts("teams");
        if (recipients == RecipientKind.NAMED && teams.isEmpty()) {
            record.fault("teams", "missing: expected the teams that a step to NAMED reaches.");
        }
        if (recipients != RecipientKind.NAMED && !teams.isEmpty()) {
            record.fault("teams", "stand in a step to " + recipients + ": expected them only where to is NAMED.");
        }
        return EscalationStep.newBuilder()
                .setAfterMinutes(Objects.requireNonNullElse(record.optionalWhole("afterMinutes", 0, DAY_MINUTES), 0))
                .setRecipients(recipients)
                .setTeamIds(teams)
                .build();
    }

    @Override
    public String id(EscalationPolicy policy) {
        return policy.getId();
    }

    @Override
    public boolean retired(EscalationPolicy policy) {
        return policy.getRetired();
    }

    @Override
    public EscalationPolicy asRetired(EscalationPolicy policy) {
        return EscalationPolicy.newBuilder(policy).setRetired(true).build();
    }

    @Override
    public List<String> columns() {
        return List.of("id", "sectors", "level", "leastSeverity", "steps", "retired");
    }

    @Override
    public Map<String, @Nullable Object> row(EscalationPolicy policy, OutputFormat format) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", policy.getId());
        row.put("sectors", ReferenceTable.shown(policy.getSectorIds(), format));
        row.put("level", policy.getLevel().name());
        row.put("leastSeverity", policy.getLeastSeverity().name());
        row.put(
                "steps",
                ReferenceTable.shown(
                        policy.getSteps().stream().map(Policies::text).toList(), format));
        row.put("retired", policy.getRetired());
        return row;
    }

    private static String text(EscalationStep step) {
        String teams = step.getTeamIds().isEmpty() ? "" : "(" + String.join(",", step.getTeamIds()) + ")";
        return step.getAfterMinutes() + "min:"
                + step.getRecipients().name().toLowerCase(Locale.ROOT).replace('_', '-') + teams;
    }

    /** Teams and territories may be loaded after the policies, so that an unknown one is no fault. */
    @Override
    public List<String> notes(Map<String, EscalationPolicy> loaded, ReferenceStore store) {
        Map<String, PatrolTeam> teams = store.read(Topics.PATROL_TEAMS);
        Set<String> sectors = new TreeSet<>();
        store.read(Topics.TERRITORIES).values().forEach(territory -> sectors.add(territory.getSectorId()));
        List<String> notes = new ArrayList<>();
        for (EscalationPolicy policy : loaded.values()) {
            String called = "Policy '" + policy.getId() + "' ";
            policy.getSectorIds().stream()
                    .filter(sector -> !sectors.contains(sector))
                    .forEach(
                            sector -> notes.add(called + "names the sector '" + sector + "', which has no territory."));
            for (EscalationStep step : policy.getSteps()) {
                step.getTeamIds().stream()
                        .filter(id -> !teams.containsKey(id) || teams.get(id).getRetired())
                        .forEach(id -> notes.add(called + "names the team '" + id + "' " + step.getAfterMinutes()
                                + " minutes on, which is not loaded: that step reaches nobody there until it is."));
            }
            boolean officers =
                    policy.getSteps().stream().anyMatch(step -> step.getRecipients() == RecipientKind.DUTY_OFFICERS);
            if (officers && teams.values().stream().noneMatch(Policies::isDutyOfficer)) {
                notes.add(called + "tells duty officers, and no team is one: give a team the role duty-officer.");
            }
        }
        notes.addAll(ambiguous(loaded, store.read(Topics.POLICIES)));
        return notes;
    }

    private static boolean isDutyOfficer(PatrolTeam team) {
        return team.getRole() == TeamRole.DUTY_OFFICER && !team.getRetired();
    }

    /** Policies of the same sector, level and least severity. */
    private static List<String> ambiguous(Map<String, EscalationPolicy> loaded, Map<String, EscalationPolicy> known) {
        Map<String, EscalationPolicy> all = new TreeMap<>(known);
        all.putAll(loaded);
        Map<String, EscalationPolicy> first = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        all.values().stream()
                .filter(policy -> !policy.getRetired())
                .sorted(Comparator.comparing(EscalationPolicy::getId))
                .forEach(policy -> {
                    List<String> sectors =
                            policy.getSectorIds().isEmpty() ? List.of("all other sectors") : policy.getSectorIds();
                    for (String sector : sectors) {
                        String place =
                                sector + ", " + policy.getLevel() + ", from " + policy.getLeastSeverity() + " on";
                        EscalationPolicy before = first.putIfAbsent(place, policy);
                        if (before != null) {
                            notes.add("Policies '" + before.getId() + "' and '" + policy.getId() + "' are both for "
                                    + place + ": retire one, or give them different severities.");
                        }
                    }
                });
        return notes;
    }
}
