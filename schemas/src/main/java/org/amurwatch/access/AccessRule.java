package org.amurwatch.access;

import java.util.Comparator;
import org.amurwatch.security.Party;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One thing that one party may do, from any host.
 *
 * @param name of the resource, or what its name begins with, by {@code pattern}
 */
public record AccessRule(Party party, ResourceType type, PatternType pattern, String name, AclOperation operation)
        implements Comparable<AccessRule> {

    private static final Comparator<AccessRule> ORDER = Comparator.comparing(AccessRule::party)
            .thenComparing(AccessRule::type)
            .thenComparing(AccessRule::pattern)
            .thenComparing(AccessRule::name)
            .thenComparing(AccessRule::operation);

    /** The same as Kafka keeps it. */
    public AclBinding binding() {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + party.principal(), "*", operation, AclPermissionType.ALLOW));
    }

    /** Whether this rule lets its party do something with a topic. */
    public boolean allows(String topic, AclOperation asked) {
        boolean named = pattern == PatternType.PREFIXED ? topic.startsWith(name) : topic.equals(name);
        return type == ResourceType.TOPIC && named && implies(asked);
    }

    /** Who may read, write, delete or alter a thing may describe it too (Kafka's authorizer). */
    private boolean implies(AclOperation asked) {
        return asked == operation
                || asked == AclOperation.DESCRIBE
                        && (operation == AclOperation.READ
                                || operation == AclOperation.WRITE
                                || operation == AclOperation.DELETE
                                || operation == AclOperation.ALTER)
                || asked == AclOperation.DESCRIBE_CONFIGS && operation == AclOperation.ALTER_CONFIGS;
    }

    /** Whether what an ACL is about and what this rule is about have anything in common. */
    boolean overlaps(ResourcePattern acl) {
        if (acl.resourceType() != type) {
            return false;
        }
        if (acl.name().equals(ResourcePattern.WILDCARD_RESOURCE)) {
            return true;
        }
        boolean prefixed = pattern == PatternType.PREFIXED;
        boolean aclPrefixed = acl.patternType() == PatternType.PREFIXED;
        return name.equals(acl.name())
                || aclPrefixed && name.startsWith(acl.name())
                || prefixed && acl.name().startsWith(name);
    }

    @Override
    public int compareTo(AccessRule other) {
        return ORDER.compare(this, other);
    }
}
