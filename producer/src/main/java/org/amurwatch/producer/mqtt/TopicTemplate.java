package org.amurwatch.producer.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic with names in place of what differs, such as {@code v3/{application}@ttn/devices/{device}/up}: what to subscribe to,
 * and what each part of a topic says. {@code +} stands for any level, {@code #} at the end for all that follow.
 */
final class TopicTemplate {

    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z][a-zA-Z0-9]{0,29})}");
    /** Characters. MQTT allows 65,535 octets, which no sensor has. */
    private static final int LONGEST_TOPIC = 1_000;

    private final String text;
    private final String filter;
    private final Pattern pattern;
    private final Set<String> names;

    private TopicTemplate(String text, String filter, Pattern pattern, Set<String> names) {
        this.text = text;
        this.filter = filter;
        this.pattern = pattern;
        this.names = names;
    }

    /** @throws IllegalArgumentException with what is wrong, in words that follow the name of the field */
    static TopicTemplate of(String text) {
        Set<String> names = new LinkedHashSet<>();
        List<String> filter = new ArrayList<>();
        StringBuilder pattern = new StringBuilder();
        String[] levels = text.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            String level = levels[i];
            if (level.equals("#") && i == levels.length - 1) {
                filter.add(level);
                pattern.append(i == 0 ? ".*" : "(?:/.*)?");
                continue;
            }
            pattern.append(i == 0 ? "" : "/").append(pattern(text, level, names));
            filter.add(level.equals("+") || level.contains("{") ? "+" : level);
        }
        if (text.isBlank() || text.length() > LONGEST_TOPIC || text.startsWith("$")) {
            throw fault(text, "it is blank, too long, or begins with '$'");
        }
        return new TopicTemplate(text, String.join("/", filter), Pattern.compile(pattern.toString()), names);
    }

    private static String pattern(String text, String level, Set<String> names) {
        if (level.equals("+")) {
            return "[^/]*";
        }
        Matcher name = NAME.matcher(level);
        if (!name.find()) {
            if (level.matches(".*[+#{}].*")) {
                throw fault(text, "'+' and '#' are levels of their own, '#' the last one, and names are as {device}");
            }
            return Pattern.quote(level);
        }
        String before = level.substring(0, name.start());
        String after = level.substring(name.end());
        // One to a level: what several in one stand for is a guess.
        if ((before + after).matches(".*[+#{}].*")) {
            throw fault(text, "a level holds one name at most, such as {device}, and no '+' or '#' beside it");
        }
        if (!names.add(name.group(1))) {
            throw fault(text, "it names {" + name.group(1) + "} twice");
        }
        return Pattern.quote(before) + "(?<" + name.group(1) + ">[^/]+)" + Pattern.quote(after);
    }

    private static IllegalArgumentException fault(String text, String what) {
        return new IllegalArgumentException(UnusableMessage.cited(text) + " can't be used, for " + what
                + ": expected levels with '/' between, such as park/{source}/{device}/alert.");
    }

    /** What to subscribe to. */
    String filter() {
        return filter;
    }

    /** The names in it. */
    Set<String> names() {
        return names;
    }

    /** What the names stand for in a topic; empty where the topic does not fit. */
    Optional<Map<String, String>> match(String topic) {
        if (topic.length() > LONGEST_TOPIC) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(topic);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> found = new LinkedHashMap<>();
        names.forEach(name -> found.put(name, matcher.group(name)));
        return Optional.of(found);
    }

    @Override
    public String toString() {
        return text;
    }
}
