package org.amurwatch.consumer.wording;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The languages in which teams are written to. */
public final class Languages {

    public static final List<String> ALL = List.of("en", "ru", "zh");
    private static final String DEFAULT = "en";

    private final Map<String, Words> words = ALL.stream().collect(Collectors.toMap(Function.identity(), Words::of));

    /** The words of a language, regions aside ({@code zh-CN} is {@code zh}); English for one that is not known here. */
    public Words of(String language) {
        String primary = Locale.forLanguageTag(language.replace('_', '-')).getLanguage();
        Words found = words.get(primary);
        return found == null ? Objects.requireNonNull(words.get(DEFAULT)) : found;
    }
}
