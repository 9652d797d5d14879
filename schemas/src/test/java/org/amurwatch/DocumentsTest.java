package org.amurwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.settings.SystemSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents of the project lead where they say they lead, and name what there is. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (Path folder :
                List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/adr"), ROOT.resolve("confluent-client"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void shouldLinkToFilesAndHeadingsThatExist(Path document) throws IOException {
        Matcher links = LINK.matcher(Files.readString(document));
        for (String link : links.results().map(found -> found.group(1)).toList()) {
            if (!link.startsWith("http")) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
                assertThat(target).as("%s links to %s", document, link).exists();
                if (parts.length == 2) {
                    assertThat(anchors(target))
                            .as("%s links to %s", document, link)
                            .contains(parts[1]);
                }
            }
        }
    }

    @Test
    void shouldListEverySettingOfTheSystem() throws IOException {
        String settings = Files.readString(ROOT.resolve("docs/settings.md"));

        assertThat(Arrays.stream(SystemSettings.class.getDeclaredMethods())
                        .map(method -> "`amurwatch."
                                + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(settings).contains(setting));
    }

    @Test
    void shouldListEveryExitCode() throws IOException {
        String commands = Files.readString(ROOT.resolve("docs/commands.md"));

        assertThat(ExitCode.class.getFields()).hasSizeGreaterThan(5).allSatisfy(code -> assertThat(commands)
                .contains("| " + code.getInt(null) + " | "));
    }

    @Test
    void shouldIndexEveryDecision() throws IOException {
        String index = Files.readString(ROOT.resolve("docs/adr/README.md"));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/adr"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d{4}-.*\\.md")))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    /** As GitHub makes them: lower case, spaces to hyphens, other signs left out. */
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document))
                .results()
                .map((MatchResult heading) -> heading.group(1)
                        .strip()
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
