package org.amurwatch.streams.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** docs/rules.md says what the reader takes. */
class DocumentedRulesTest {

    private static final Path PAGE = Path.of("../docs/rules.md");

    @Test
    void shouldReadItsExample() throws IOException {
        Matcher block = java.util.regex.Pattern.compile("```yaml\n(name:.*?)```", java.util.regex.Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        assertThat(RulesFile.read("rules.md", block.group(1), 1).mistakes()).isEmpty();
    }

    @Test
    void shouldNameEveryFigureOfAnEvent() throws IOException {
        String page = Files.readString(PAGE);
        List<String> missing = new ArrayList<>();
        for (String name : Covariates.byName().keySet()) {
            String family = name.contains(".") ? name.substring(0, name.indexOf('.') + 1) : name + '`';
            if (!page.contains('`' + family)) {
                missing.add(name);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void shouldNameEveryKindOfRule() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Words.small(RuleKind.class).keySet())
                .allSatisfy(kind -> assertThat(page).contains("| `" + kind + "` |"));
    }
}
