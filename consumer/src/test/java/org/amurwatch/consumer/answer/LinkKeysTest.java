package org.amurwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.amurwatch.consumer.answer.LinkToken.Bound;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkKeysTest {

    private static final Bound NORTH = new Bound("north-phone", "north", "khasan", "khasan/4f", "a-1");

    @TempDir
    private Path folder;

    @Test
    void shouldRefuseWhatIsNoKeyAndQuoteNothingOfIt() {
        String weak = "c2hvcnQ=";
        assertThatThrownBy(() -> LinkKeys.parse(weak))
                .hasMessageContaining("5 bytes: expected at least 32")
                .hasMessageNotContaining(weak);
        assertThatThrownBy(() -> LinkKeys.parse("not base 64!"))
                .hasMessageContaining("no Base64")
                .hasMessageNotContaining("not base 64!");
        assertThatThrownBy(() -> LinkKeys.parse("# nothing\n\n")).hasMessageContaining("0 keys");
        String three = LinkTokenTest.key(1) + "\n" + LinkTokenTest.key(2) + "\n" + LinkTokenTest.key(3);
        assertThatThrownBy(() -> LinkKeys.parse(three)).hasMessageContaining("3 keys");
        assertThat(LinkTokenTest.keys(1, 2)).hasToString("2 keys (not shown)");
    }

    @Test
    void shouldSayWhichFileIsMissingAndWhatToDo() {
        assertThatThrownBy(() -> new LinkKeyFile(folder.resolve("none.key")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("none.key")
                .hasMessageContaining("amurwatch.dispatch.link-key-file")
                .hasMessageContaining("secrets create");
    }

    @Test
    void shouldTakeANewKeyWithoutARestartAndKeepTheOldOneWhileTheFileIsBroken() throws IOException {
        Path file = Files.writeString(folder.resolve("link.key"), LinkTokenTest.key(1));
        LinkKeyFile keys = new LinkKeyFile(file);
        LinkToken token = LinkToken.read(LinkToken.sign(keys.keys(), NORTH, Instant.parse("2026-01-18T10:00:00Z")))
                .orElseThrow();

        Files.writeString(file, "half a k");
        keys.refresh();
        assertThat(token.isFor(keys.keys(), NORTH))
                .as("the broken file is not in force")
                .isTrue();

        Files.writeString(file, LinkTokenTest.key(2));
        keys.refresh();
        assertThat(token.isFor(keys.keys(), NORTH)).as("the new key alone is").isFalse();
    }
}
