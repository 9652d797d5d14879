package org.amurwatch.streams.routing;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.amurwatch.avro.AlertKind;
import org.amurwatch.avro.Incident;
import org.amurwatch.avro.IncidentEvidence;
import org.amurwatch.avro.PageLevel;
import org.amurwatch.avro.PatrolTeam;
import org.amurwatch.avro.RuleReference;
import org.amurwatch.avro.Severity;
import org.amurwatch.streams.place.PlaceWords;
import org.amurwatch.streams.place.Places;
import org.amurwatch.streams.rule.Rule;
import org.amurwatch.streams.rule.Rules;
import org.jspecify.annotations.Nullable;

/**
 * An incident in a few plain sentences of a team's language: what, where by named places, when by the team's clock, how many
 * signs of what, how sure, what to do. By the text of the rule behind it where that has one, else by the kind of its worst
 * sign. Never coordinates, people or species; where a rule's own text may name a species and an animal is among the evidence,
 * no place finer than the territory. {@value #LONGEST} characters at most. Whoever sends it puts EXERCISE before it.
 */
public final class MessageText {

    static final int LONGEST = 300;

    /** Names of territories that are longer are cut; words for places have a limit of their own. */
    private static final int LONGEST_NAME = 40;

    /** Kinds of signs that are counted one by one; the rest is summed. */
    private static final int MOST_KINDS = 3;

    private final Map<String, MessageWords> words =
            MessageWords.LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), MessageWords::new));
    private final PlaceWords placeWords = new PlaceWords();

    /** So long a quiet is told in hours, a longer one in days. */
    private static final Duration HOURS_BELOW = Duration.ofDays(2);

    /** What a message is for. */
    enum Occasion {
        RAISED,
        /** More of it. */
        UPDATED,
        /** It has become worse, or a team is asked for where somebody was asked to look. */
        WORSE,
        /** Nobody has answered. */
        REMINDER,
        CORRECTED,
        ALL_CLEAR,
        /** It is part of another incident now. */
        MERGED
    }

    /** @param ending of an incident that is over: why; null: it goes on */
    String of(
            Occasion occasion,
            Incident incident,
            Rules rules,
            PageLevel level,
            PatrolTeam team,
            Places places,
            @Nullable Ending ending) {
        MessageWords spoken = words(team.getLanguage());
        Signs signs = Signs.of(incident);
        List<String> sentences = new ArrayList<>();
        sentences.add(spoken.sentence(
                "text." + opening(occasion, ending),
                Map.of("headline", headline(incident, rules, team, places, signs, spoken, occasion))));
        if (ending != null && !ending.because().isEmpty()) {
            sentences.add(because(ending, spoken));
        } else if (occasion != Occasion.MERGED) {
            sentences.add(counted(signs, spoken));
            sentences.add(sureness(incident, signs, spoken));
            sentences.add(spoken.word(task(incident, level, team, signs)));
        }
        return fitted(sentences, spoken);
    }

    /** Where nobody knows that there is no danger, nothing is said to be clear. */
    private static String opening(Occasion occasion, @Nullable Ending ending) {
        boolean open = occasion == Occasion.ALL_CLEAR
                && ending != null
                && !ending.because().stream().allMatch(Because::isHarmless);
        return open ? "CLOSED" : occasion.name();
    }

    private static String because(Ending ending, MessageWords spoken) {
        return ending.reasons().stream()
                .map(reason -> reason == Because.QUIET
                        ? quiet(Objects.requireNonNullElse(ending.quiet(), Duration.ZERO), spoken)
                        : spoken.word("because." + reason.name()))
                .collect(Collectors.joining(spoken.word("sentence.space")));
    }

    private static String quiet(Duration quiet, MessageWords spoken) {
        return quiet.compareTo(HOURS_BELOW) < 0
                ? spoken.number("because.QUIET.hours", Math.toIntExact(quiet.toHours()))
                : spoken.number("because.QUIET.days", Math.toIntExact(quiet.toDays()));
    }

    private String headline(
            Incident incident,
            Rules rules,
            PatrolTeam team,
            Places places,
            Signs signs,
            MessageWords spoken,
            Occasion occasion) {
        String territory = territory(incident, spoken);
        String place = placeWords
                .of(
                        places,
                        incident.getCentre().getLatitude(),
                        incident.getCentre().getLongitude(),
                        spoken.language())
                .map(said -> shortened(said, PlaceWords.LONGEST_CODED))
                .orElse("");
        ZoneId zone = DutyTimes.zone(team, incident.getTimeZone());
        String what = spoken.word(what(signs));
        Map<String, String> values = Map.of(
                "kind",
                what,
                "count",
                Integer.toString(incident.getEvidenceCount()),
                "time",
                spoken.time(incident.getLastObservedAt(), zone),
                "territory",
                territory,
                "place",
                place.isEmpty() || signs.sightings() > 0 ? territory : place);
        boolean byRule = occasion == Occasion.RAISED
                || occasion == Occasion.UPDATED
                || occasion == Occasion.REMINDER
                || occasion == Occasion.WORSE;
        Optional<String> template = byRule ? template(incident, rules, spoken) : Optional.empty();
        if (template.isPresent()) {
            return ended(MessageWords.fill(template.get(), values).strip(), spoken);
        }
        String where =
                place.isEmpty() ? territory : spoken.sentence("where", Map.of("place", place, "territory", territory));
        return spoken.sentence(
                "headline", Map.of("kind", what, "where", where, "time", Objects.requireNonNull(values.get("time"))));
    }

    /** More sentences follow: a rule's own text may end without a full stop. */
    private static String ended(String text, MessageWords spoken) {
        boolean stopped = !text.isEmpty() && ".!?。！？".indexOf(text.charAt(text.length() - 1)) >= 0;
        return stopped ? text : text + spoken.word("stop");
    }

    /** The text of the worst rule behind an incident that has one in the language. */
    private static Optional<String> template(Incident incident, Rules rules, MessageWords spoken) {
        return behind(incident, rules).stream()
                .map(rule -> rule.texts().get(spoken.language()))
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /** The rules behind an incident, worst first, then in the order in which they joined it. */
    static List<Rule> behind(Incident incident, Rules rules) {
        return incident.getRules().stream()
                .map(RuleReference::getRule)
                .distinct()
                .map(rules::rule)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(Rule::severity).reversed())
                .toList();
    }

    private static String what(Signs signs) {
        if (signs.checkInMissed() && signs.threats().isEmpty()) {
            return "signal.CHECK_IN";
        }
        if (signs.threats().isEmpty() && !signs.signals().isEmpty()) {
            return "signal." + signs.signals().keySet().iterator().next().name();
        }
        return signs.threats().isEmpty()
                ? "kind.ANIMAL"
                : "kind." + signs.worst().name();
    }

    /** How many signs of what; nothing where there is only one. */
    private static String counted(Signs signs, MessageWords spoken) {
        List<String> parts = new ArrayList<>();
        int rest = signs.sightings()
                + signs.signals().values().stream().mapToInt(Integer::intValue).sum();
        int all = rest;
        for (AlertKind kind : signs.worstFirst()) {
            int number = Objects.requireNonNull(signs.threats().get(kind));
            all += number;
            if (parts.size() < MOST_KINDS) {
                parts.add(spoken.number("sign." + kind.name(), number));
            } else {
                rest += number;
            }
        }
        if (all < 2) {
            return "";
        }
        if (rest > 0) {
            parts.add(spoken.number("sign.MORE", rest));
        }
        return spoken.sentence("signs", Map.of("list", String.join(spoken.word("list.comma"), parts)));
    }

    /** Nothing of a patrol that is not heard of: that is so. */
    private static String sureness(Incident incident, Signs signs, MessageWords spoken) {
        if (signs.threats().isEmpty()) {
            return signs.checkInMissed() ? "" : spoken.word("sure.concluded");
        }
        boolean byPerson = incident.getEvidence().stream()
                .filter(IncidentEvidence::getJoined)
                .filter(evidence -> evidence.getKind() != null)
                .anyMatch(evidence -> !evidence.getMachine());
        return spoken.word(byPerson ? "sure.person" : "sure.machine");
    }

    private static String task(Incident incident, PageLevel level, PatrolTeam team, Signs signs) {
        boolean ours = signs.checkInMissed()
                || signs.threats().containsKey(AlertKind.SOS)
                || signs.threats().containsKey(AlertKind.PATROL_CONTACT);
        if (ours) {
            return "task.ours";
        }
        if (level != PageLevel.DISPATCH && incident.getSeverity() != Severity.CRITICAL) {
            return "task.review";
        }
        return TeamChoice.isDutyOfficer(team) ? "task.officer" : "task.dispatch";
    }

    private static String territory(Incident incident, MessageWords spoken) {
        String name = incident.getTerritoryName();
        if (name != null && !name.isBlank()) {
            return name(name);
        }
        // The id of a place outside all territories is a grid cell.
        return incident.getTerritoryId().startsWith("outside")
                ? spoken.word("territory.none")
                : name(incident.getTerritoryId());
    }

    private static String name(String name) {
        return shortened(name, LONGEST_NAME);
    }

    private static String shortened(String name, int longest) {
        String clean = name.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= longest ? clean : clean.substring(0, longest - 1) + "…";
    }

    /** The sentences, the last ones left out or cut as far as there is no room; what to do goes before how many signs. */
    private static String fitted(List<String> sentences, MessageWords spoken) {
        List<String> said = new ArrayList<>(
                sentences.stream().filter(sentence -> !sentence.isBlank()).toList());
        String between = spoken.word("sentence.space");
        while (said.size() > 2 && String.join(between, said).length() > LONGEST) {
            said.remove(1);
        }
        String text = String.join(between, said);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private MessageWords words(String language) {
        String primary = Locale.forLanguageTag(language.replace('_', '-')).getLanguage();
        return Objects.requireNonNull(words.getOrDefault(primary, words.get("en")));
    }
}
