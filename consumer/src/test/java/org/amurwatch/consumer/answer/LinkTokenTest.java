package org.amurwatch.consumer.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.amurwatch.consumer.alertpage.AlertBook;
import org.amurwatch.consumer.answer.LinkToken.Bound;
import org.junit.jupiter.api.Test;

class LinkTokenTest {

    private static final Instant EXPIRES = Instant.parse("2026-01-18T10:00:30Z");
    private static final Bound NORTH = new Bound("north-phone", "north", "khasan", "khasan/4f", "a-1");

    private final LinkKeys keys = keys(1);
    private final String token = LinkToken.sign(keys, NORTH, EXPIRES);

    static String key(int seed) {
        byte[] bytes = new byte[32];
        new Random(seed).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    static LinkKeys keys(int... seeds) {
        StringBuilder lines = new StringBuilder();
        for (int seed : seeds) {
            lines.append(key(seed)).append('\n');
        }
        return LinkKeys.parse(lines.toString());
    }

    @Test
    void shouldFitAShortMessageAndNeedNoEscapes() {
        assertThat(token).hasSize(39).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void shouldBeForItsRecipientAndAlertAlone() {
        LinkToken read = LinkToken.read(token).orElseThrow();

        assertThat(read.alertNumber()).isEqualTo(AlertBook.number("a-1"));
        assertThat(read.expiresAt()).as("to the end of its minute").isEqualTo("2026-01-18T10:01:00Z");
        assertThat(read.isFor(keys, NORTH)).isTrue();
        assertThat(List.of(
                        new Bound("south-phone", "north", "khasan", "khasan/4f", "a-1"),
                        new Bound("north-phone", "south", "khasan", "khasan/4f", "a-1"),
                        new Bound("north-phone", "north", "pad", "khasan/4f", "a-1"),
                        new Bound("north-phone", "north", "khasan", "khasan/5", "a-1"),
                        new Bound("north-phone", "north", "khasan", "khasan/4f", "a-2"),
                        new Bound("north-phon", "enorth", "khasan", "khasan/4f", "a-1")))
                .noneMatch(other -> read.isFor(keys, other));
    }

    @Test
    void shouldBeSpoiltByAnyChangedByte() {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

            boolean good = LinkToken.read(forged)
                    .filter(read -> read.alertNumber() == AlertBook.number("a-1") && read.isFor(keys, NORTH))
                    .isPresent();

            assertThat(good).as("byte %s changed", i).isFalse();
        }
    }

    @Test
    void shouldTakeNoTextForAToken() {
        assertThat(List.of("", "x", "../../etc/passwd", token + "A", token.substring(1), "?".repeat(39)))
                .allSatisfy(text -> assertThat(LinkToken.read(text)).isEmpty());
    }

    @Test
    void shouldHoldWhileItsKeyRotatesAndNoLonger() {
        LinkToken read = LinkToken.read(token).orElseThrow();

        assertThat(read.isFor(keys(2, 1), NORTH)).as("the old key verifies").isTrue();
        assertThat(read.isFor(keys(2), NORTH)).as("the old key is gone").isFalse();
        assertThat(LinkToken.sign(keys(2, 1), NORTH, EXPIRES))
                .as("the new key signs")
                .isNotEqualTo(token);
        assertThat(read.toString()).doesNotContain(token.substring(5, 20));
    }
}
