package org.amurwatch.consumer.channel.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amurwatch.consumer.wording.Languages;
import org.amurwatch.failure.CommandFailure;

/** The templates of messages: the operator's where there is one, else that which comes with the program. Read once. */
public final class Templates {

    /** What a template may name, in braces. */
    static final Set<String> PLACEHOLDERS =
            Set.of("text", "kind", "territory", "time", "severity", "link", "code", "answers", "coordinates");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

    private final Map<String, String> templates = new HashMap<>();

    /**
     * @param folder the operator's; empty: there is none
     * @throws CommandFailure if a file can't be read or names what nobody fills in
     */
    public Templates(Optional<Path> folder) {
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw CommandFailure.usage("Setting amurwatch.dispatch.templates-folder is " + folder.get()
                    + ", which is no folder. Without the setting, the templates that come with the program are used.");
        }
        for (MessageKind kind : MessageKind.values()) {
            for (String language : Languages.ALL) {
                String name = kind.file(language);
                Optional<Path> own = folder.map(there -> there.resolve(name)).filter(Files::exists);
                templates.put(name, own.isPresent() ? checked(own.get()) : resource(name));
            }
        }
    }

    /** @param language one of {@link Languages#ALL} */
    String of(MessageKind kind, String language) {
        return Objects.requireNonNull(templates.get(kind.file(language)), () -> kind.file(language));
    }

    /** A template with its placeholders replaced; what is put in is taken as it is. */
    static String fill(String template, Map<String, String> values) {
        Matcher placeholders = PLACEHOLDER.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (placeholders.find()) {
            placeholders.appendReplacement(
                    filled, Matcher.quoteReplacement(values.getOrDefault(placeholders.group(1), "")));
        }
        return placeholders.appendTail(filled).toString();
    }

    private static String checked(Path file) {
        String template;
        try {
            template = Files.readString(file);
        } catch (IOException e) {
            throw CommandFailure.usage("The template " + file + " can't be read as text in UTF-8.");
        }
        Matcher placeholders = PLACEHOLDER.matcher(template);
        while (placeholders.find()) {
            if (!PLACEHOLDERS.contains(placeholders.group(1))) {
                throw CommandFailure.usage("The template " + file + " has " + placeholders.group()
                        + ", which nobody fills in; it may have {"
                        + String.join("}, {", new TreeSet<>(PLACEHOLDERS)) + "}.");
            }
        }
        return template;
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Templates.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + name + ", which is part of this build.", e);
        }
    }
}
