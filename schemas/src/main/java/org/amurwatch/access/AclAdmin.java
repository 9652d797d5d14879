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

/**
 * The ACLs of our principals on the brokers. Those of others are left alone; those of everybody ({@code User:*}) hold for our
 * principals too, so that they are told of.
 */
public final class AclAdmin {

    private static final String EVERYBODY = "User:*";

    private final Admin admin;

    public AclAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * How the brokers' ACLs of our principals differ from the rules.
     *
     * @param missing what a rule allows and the brokers do not
     * @param surplus what the brokers have and no rule says
     * @param everybodys ACLs of everybody that are about something of ours; others may need them, so that they stay
     */
    public record Difference(List<AclBinding> missing, List<AclBinding> surplus, List<AclBinding> everybodys) {

        public boolean isEmpty() {
            return missing.isEmpty() && surplus.isEmpty() && everybodys.isEmpty();
        }
    }

    public Difference compare(Collection<AccessRule> rules) {
        Set<AclBinding> wanted = rules.stream().map(AccessRule::binding).collect(Collectors.toSet());
        Collection<AclBinding> all =
                BrokerAnswers.await(admin.describeAcls(AclBindingFilter.ANY).values());
        Set<AclBinding> found = ours(all);
        List<AclBinding> everybodys = all.stream()
                .filter(acl -> acl.entry().principal().equals(EVERYBODY))
                .filter(acl -> rules.stream().anyMatch(rule -> rule.overlaps(acl.pattern())))
                .toList();
        return new Difference(without(wanted, found), without(found, wanted), everybodys);
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

    private static Set<AclBinding> ours(Collection<AclBinding> all) {
        Set<String> principals = Arrays.stream(Party.values())
                .map(party -> "User:" + party.principal())
                .collect(Collectors.toSet());
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
