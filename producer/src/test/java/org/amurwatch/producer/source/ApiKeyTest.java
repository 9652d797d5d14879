package org.amurwatch.producer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.amurwatch.avro.SourceKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final String SECRET = "awk_0badc0de_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0";

    private static SourceKey kept(String hash) {
        return SourceKey.newBuilder()
                .setId("0badc0de")
                .setHash(hash)
                .setCreatedAt(Instant.EPOCH)
                .setExpiresAt(Instant.EPOCH)
                .build();
    }

    @Test
    void shouldHoldThirtyTwoRandomBytesAndDifferEachTime() {
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ApiKey key = ApiKey.random(new SecureRandom());
            assertThat(Base64.getUrlDecoder().decode(key.secret().substring(13)))
                    .hasSize(32);
            assertThat(ApiKey.parse(key.secret()).orElseThrow().id()).isEqualTo(key.id());
            secrets.add(key.secret().substring(13));
        }
        assertThat(secrets).hasSize(100);
    }

    /** The hash is a contract: {@code printf %s KEY | sha256sum} gives it. */
    @Test
    void shouldKnowItsHashAndNoOther() {
        ApiKey key = ApiKey.parse(SECRET).orElseThrow();

        assertThat(key.hash()).isEqualTo("b5f9de37d47353c7e2549a47d2cbb663d5ced2322e13799e4b4e0b4b8dc17cf9");
        assertThat(key.is(kept(key.hash()))).isTrue();
        assertThat(key.is(kept("00" + key.hash().substring(2)))).isFalse();
        assertThat(key.is(kept(""))).isFalse();
    }

    @Test
    void shouldShowItsIdAlone() {
        assertThat(ApiKey.parse(SECRET).orElseThrow()).hasToString("key 0badc0de");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "awk_0badc0de_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "awk_0badc0de_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA00",
                "awk_0BADC0DE_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0",
                "awk_0badc0de_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA 0",
                "Bearer awk_0badc0de_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0",
                "awk_0badc0de_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA0\n"
            })
    void shouldTakeNothingElseForAKey(String text) {
        assertThat(ApiKey.parse(text)).isEmpty();
    }
}
