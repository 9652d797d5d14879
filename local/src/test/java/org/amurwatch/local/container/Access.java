package org.amurwatch.local.container;

import java.util.Comparator;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/** One principal doing one thing to one resource. */
record Access(String principal, ResourceType type, String name, AclOperation operation) implements Comparable<Access> {

    private static final Comparator<Access> ORDER = Comparator.comparing(Access::principal)
            .thenComparing(Access::type)
            .thenComparing(Access::name)
            .thenComparing(Access::operation);

    @Override
    public int compareTo(Access other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return principal + " " + operation + " " + type + " " + name;
    }
}
