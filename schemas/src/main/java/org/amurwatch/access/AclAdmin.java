package org.amurwatch.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.amurwatch.security.Party;
import org.amurwatch.topic.BrokerAnswers;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** The ACLs of our principals on the brokers. Those of others are left alone. */
public final class AclAdmin {

    private final Admin admin;

    public AclAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * How the brokers' ACLs of our principals differ from the rules.
     *
     * @param missing what a rule allows and the brokers do not
     * @param surplus what the brokers have and no rule says
     */
    public record Difference(List<AclBinding> missing, List<AclBinding> surplus) {

        public boolean isEmpty() {
            return missing.isEmpty() && surplus.isEmpty();
        }
    }

    public Difference compare(Collection<AccessRule> rules) {
        Set<AclBinding> wanted = rules.stream().map(AccessRule::binding).collect(Collectors.toSet());
        Set<AclBinding> found = ours();
        return new Difference(without(wanted, found), without(found, wanted));
    }

    /** Makes the brokers' ACLs of our principals those of the rules: first adds, then removes, so that no right is away between. */
    public Difference apply(Collection<AccessRule> rules) {
        Difference difference = compare(rules);
        if (!difference.missing().isEmpty()) {
            BrokerAnswers.await(admin.createAcls(difference.missing()).all());
        }
        if (!difference.surplus().isEmpty()) {
            List<AclBindingFilter> filters =
                    difference.surplus().stream().map(AclBinding::toFilter).toList();
            BrokerAnswers.await(admin.deleteAcls(filters).all());
        }
        return difference;
    }

    private Set<AclBinding> ours() {
        Set<String> principals = Arrays.stream(Party.values())
                .map(party -> "User:" + party.principal())
                .collect(Collectors.toSet());
        Collection<AclBinding> all =
                BrokerAnswers.await(admin.describeAcls(AclBindingFilter.ANY).values());
        return all.stream()
                .filter(binding -> principals.contains(binding.entry().principal()))
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<AclBinding> without(Set<AclBinding> bindings, Set<AclBinding> others) {
        List<AclBinding> rest = new ArrayList<>(bindings);
        rest.removeAll(others);
        return List.copyOf(rest);
    }
}
