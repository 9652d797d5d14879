package org.amurwatch.producer.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTemplateTest {

    @Test
    void shouldSayWhatEachPartOfATopicIs() {
        TopicTemplate template = TopicTemplate.of("v3/{application}@ttn/devices/{device}/up");

        assertThat(template.filter()).isEqualTo("v3/+/devices/+/up");
        assertThat(template.names()).containsExactly("application", "device");
        assertThat(template.match("v3/park-sensors@ttn/devices/gate-1/up"))
                .contains(Map.of("application", "park-sensors", "device", "gate-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v3/park@other/devices/gate-1/up",
                "v3/park@ttn/devices/gate-1/down",
                "v3/park@ttn/devices/a/b/up",
                "v3/@ttn/devices/gate-1/up",
                "v3/park@ttn/devices//up",
                "",
            })
    void shouldNotFitAnotherTopic(String topic) {
        assertThat(TopicTemplate.of("v3/{application}@ttn/devices/{device}/up").match(topic))
                .isEmpty();
    }

    @Test
    void shouldKnowTheWildcards() {
        assertThat(TopicTemplate.of("a/+/{x}/#").filter()).isEqualTo("a/+/+/#");
        assertThat(TopicTemplate.of("a/+/{x}/#").match("a/1/2/3/4")).contains(Map.of("x", "2"));
        assertThat(TopicTemplate.of("a/+/{x}/#").match("a/1/2")).contains(Map.of("x", "2"));
        assertThat(TopicTemplate.of("a/#").match("b/1")).isEmpty();
        assertThat(TopicTemplate.of("#").match("b/1")).contains(Map.of());
        assertThat(TopicTemplate.of("a.b/c").match("axb/c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/#/b", "a/b#", "a/+b", "{x}/{x}", "{a}{b}/c", "{a/b", "{1}", "$SYS/#"})
    void shouldRefuseWhatIsNoTemplate(String text) {
        assertThatThrownBy(() -> TopicTemplate.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected levels");
    }
}
