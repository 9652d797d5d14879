package org.amurwatch.consumer.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.amurwatch.consumer.wording.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page's files promise: the same words in all languages, nothing of others', no HTML out of values, and few bytes. */
class PageContentTest {

    private static final Path PAGE = Path.of("src/main/resources/org/amurwatch/consumer/dashboard/page");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLURAL = Pattern.compile("\\.(one|few|many|other)$");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+}");
    private static final Pattern ASKED = Pattern.compile("\\bt\\('([^']+)'");
    private static final Pattern LIBRARY = Pattern.compile("/lib/([A-Za-z0-9./_-]+)");
    private static final int MOST_BYTES = 500_000;

    /** Words that the page has of its own under a name that alerts have too: a length there is in metres, here it has its unit. */
    private static final Set<String> OTHERWISE = Set.of("page.uncertainty");

    @ParameterizedTest
    @ValueSource(strings = {"ru", "zh"})
    void shouldSayInEachLanguageWhatItSaysInEnglish(String language) throws IOException {
        Map<String, Set<String>> english = holes(texts("en"));

        assertThat(holes(texts(language))).isEqualTo(english);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "zh"})
    void shouldUseTheWordsOfAlertsWhereBothHaveThem(String language) throws IOException {
        Properties alerts = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(language + ".properties")) {
            alerts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Map<String, String> shared = new TreeMap<>(texts(language));
        shared.keySet().retainAll(alerts.stringPropertyNames());
        shared.keySet().removeAll(OTHERWISE);

        assertThat(shared).containsKeys("kind.SNARE", "severity.CRITICAL", "outcome.ANIMAL");
        assertThat(shared).allSatisfy((key, text) -> assertThat(text).isEqualTo(alerts.getProperty(key)));
    }

    @Test
    void shouldHaveEveryWordThatItsScriptsAskFor() throws IOException {
        Set<String> known = holes(texts("en")).keySet();
        Set<String> asked = new TreeSet<>();
        for (String script : scripts().values()) {
            ASKED.matcher(script).results().map(match -> match.group(1)).forEach(asked::add);
        }

        assertThat(asked).contains("view.map").isSubsetOf(known);
    }

    @Test
    void shouldMakeNoHtmlAndNoProgramOutOfValues() throws IOException {
        assertThat(scripts())
                .isNotEmpty()
                .allSatisfy(
                        (name, script) -> assertThat(script)
                                .as(name)
                                .doesNotContainPattern(
                                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|setAttribute\\('style'"));
    }

    @Test
    void shouldFetchNothingFromElsewhere() throws IOException {
        Map<String, String> all = new TreeMap<>(scripts());
        for (String name : List.of("index.html", "dashboard.css")) {
            all.put(name, Files.readString(PAGE.resolve(name)));
        }
        // The name of SVG's namespace is no address.
        assertThat(all).allSatisfy((name, text) -> assertThat(text.replace("http://www.w3.org/2000/svg", ""))
                .as(name)
                .doesNotContainPattern("https?:|url\\("));
    }

    @Test
    void shouldHoldNoScriptOrStyleInline() throws IOException {
        assertThat(Files.readString(PAGE.resolve("index.html")))
                .doesNotContainPattern("<script(?![^>]*\\bsrc=)|<style|\\sstyle=|\\son[a-z]+=");
    }

    @Test
    void shouldFindTheLibrariesOfItsLinks() throws IOException {
        assertThat(libraries()).hasSize(3).allSatisfy(library -> assertThat(
                        PageContentTest.class.getResource("/META-INF/resources/webjars/" + library))
                .as("/lib/" + library)
                .isNotNull());
    }

    @Test
    void shouldWeighLittle() throws IOException {
        int bytes = 0;
        try (Stream<Path> files = Files.walk(PAGE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += packed(Files.readAllBytes(file));
            }
        }
        for (String library : libraries()) {
            try (InputStream in = PageContentTest.class.getResourceAsStream("/META-INF/resources/webjars/" + library)) {
                bytes += packed(in.readAllBytes());
            }
        }

        assertThat(bytes).isBetween(1, MOST_BYTES);
    }

    private static int packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }

    private static Set<String> libraries() throws IOException {
        Stream<String> texts =
                Stream.concat(Stream.of(Files.readString(PAGE.resolve("index.html"))), scripts().values().stream());
        return texts.flatMap(text -> LIBRARY.matcher(text).results().map(match -> match.group(1)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What is to be filled in, by key; the forms of a plural are one. */
    private static Map<String, Set<String>> holes(Map<String, String> texts) {
        Map<String, Set<String>> holes = new TreeMap<>();
        texts.forEach(
                (key, text) -> holes.computeIfAbsent(PLURAL.matcher(key).replaceFirst(""), name -> new TreeSet<>())
                        .addAll(PLACEHOLDER
                                .matcher(text)
                                .results()
                                .map(MatchResult::group)
                                .toList()));
        return holes;
    }

    private static Map<String, String> texts(String language) throws IOException {
        JsonNode json =
                JSON.readTree(PAGE.resolve("texts/" + language + ".json").toFile());
        Map<String, String> texts = new TreeMap<>();
        json.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static Map<String, String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(PAGE.resolve("js"))) {
            return files.collect(Collectors.toMap(file -> file.getFileName().toString(), PageContentTest::read));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
