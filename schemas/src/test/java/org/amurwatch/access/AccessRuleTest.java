package org.amurwatch.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amurwatch.security.Party;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class AccessRuleTest {

    @Test
    void shouldBeAnAclOfItsPartyFromAnyHost() {
        var binding =
                rule(PatternType.PREFIXED, "decisions-g", AclOperation.WRITE).binding();

        assertThat(binding.pattern())
                .isEqualTo(new ResourcePattern(ResourceType.TOPIC, "decisions-g", PatternType.PREFIXED));
        assertThat(binding.entry().principal()).isEqualTo("User:amurwatch-decisions");
        assertThat(binding.entry().host()).isEqualTo("*");
        assertThat(binding.entry().operation()).isEqualTo(AclOperation.WRITE);
        assertThat(binding.entry().permissionType()).isEqualTo(AclPermissionType.ALLOW);
    }

    @Test
    void shouldAllowTheNamedTopicAloneOrAllWithItsPrefix() {
        AccessRule literal = rule(PatternType.LITERAL, "field.sightings", AclOperation.READ);
        assertThat(literal.allows("field.sightings", AclOperation.READ)).isTrue();
        assertThat(literal.allows("field.sightings-copy", AclOperation.READ)).isFalse();
        assertThat(literal.allows("field", AclOperation.READ)).isFalse();

        AccessRule prefixed = rule(PatternType.PREFIXED, "decisions-g", AclOperation.READ);
        assertThat(prefixed.allows("decisions-g1-store-changelog", AclOperation.READ))
                .isTrue();
        assertThat(prefixed.allows("decisions.dead-letters", AclOperation.READ)).isFalse();
    }

    @Test
    void shouldAllowWhatKafkaSaysThatAnOperationImplies() {
        Map<AclOperation, Set<AclOperation>> implied = Map.of(
                AclOperation.READ, Set.of(AclOperation.DESCRIBE),
                AclOperation.WRITE, Set.of(AclOperation.DESCRIBE),
                AclOperation.DELETE, Set.of(AclOperation.DESCRIBE),
                AclOperation.ALTER, Set.of(AclOperation.DESCRIBE),
                AclOperation.ALTER_CONFIGS, Set.of(AclOperation.DESCRIBE_CONFIGS),
                AclOperation.CREATE, Set.of(),
                AclOperation.DESCRIBE, Set.of(),
                AclOperation.DESCRIBE_CONFIGS, Set.of());
        implied.forEach((operation, others) -> {
            AccessRule rule = rule(PatternType.LITERAL, "field.sightings", operation);
            for (AclOperation asked : EnumSet.complementOf(EnumSet.of(AclOperation.UNKNOWN, AclOperation.ANY))) {
                assertThat(rule.allows("field.sightings", asked))
                        .as(operation + " implies " + asked)
                        .isEqualTo(asked == operation || others.contains(asked));
            }
        });
    }

    @Test
    void shouldAllowNoTopicByARuleAboutAGroup() {
        AccessRule group =
                new AccessRule(Party.DISPATCH, ResourceType.GROUP, PatternType.LITERAL, "dispatch", AclOperation.READ);
        assertThat(group.allows("dispatch", AclOperation.READ)).isFalse();
    }

    @Test
    void shouldOverlapWithAclsThatReachWhatItIsAbout() {
        AccessRule literal = rule(PatternType.LITERAL, "field.sightings", AclOperation.READ);
        AccessRule prefixed = rule(PatternType.PREFIXED, "decisions-g", AclOperation.READ);

        assertThat(List.of("field.sightings", "*")).allMatch(name -> literal.overlaps(acl(PatternType.LITERAL, name)));
        assertThat(List.of("f", "field.", "field.sightings"))
                .allMatch(name -> literal.overlaps(acl(PatternType.PREFIXED, name)));
        assertThat(List.of("field.sightings-copy", "other"))
                .noneMatch(name -> literal.overlaps(acl(PatternType.PREFIXED, name)))
                .noneMatch(name -> literal.overlaps(acl(PatternType.LITERAL, name)));
        assertThat(List.of("dec", "decisions-g", "decisions-g1-x"))
                .allMatch(name -> prefixed.overlaps(acl(PatternType.PREFIXED, name)));
        assertThat(prefixed.overlaps(acl(PatternType.LITERAL, "decisions-g1-x")))
                .isTrue();
        assertThat(prefixed.overlaps(acl(PatternType.LITERAL, "decisions"))).isFalse();
        assertThat(prefixed.overlaps(new ResourcePattern(ResourceType.GROUP, "*", PatternType.LITERAL)))
                .isFalse();
    }

    private static ResourcePattern acl(PatternType pattern, String name) {
        return new ResourcePattern(ResourceType.TOPIC, name, pattern);
    }

    private static AccessRule rule(PatternType pattern, String name, AclOperation operation) {
        return new AccessRule(Party.DECISIONS, ResourceType.TOPIC, pattern, name, operation);
    }
}
