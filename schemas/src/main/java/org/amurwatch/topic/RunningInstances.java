package org.amurwatch.topic;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Which instances of a Streams application run: the members of its group. A member's client id is the instance id, then
 * {@code -StreamThread-}, a number and {@code -consumer}, since streams-app sets the Streams {@code client.id} to its
 * instance id.
 */
public final class RunningInstances {

    private static final String THREAD = "-StreamThread-";

    private final Admin admin;

    public RunningInstances(Admin admin) {
        this.admin = admin;
    }

    /** Instance ids; empty where the application does not run. */
    public SortedSet<String> of(String application) {
        Collection<ConsumerGroupDescription> groups;
        try {
            groups = BrokerAnswers.await(
                            admin.describeConsumerGroups(List.of(application)).all())
                    .values();
        } catch (GroupIdNotFoundException e) {
            return new TreeSet<>();
        }
        return instances(groups.stream()
                .flatMap(group -> group.members().stream())
                .map(MemberDescription::clientId)
                .collect(Collectors.toSet()));
    }

    /** The instances behind these members, by their client ids. */
    public static SortedSet<String> instances(Set<String> clientIds) {
        return clientIds.stream()
                .map(clientId ->
                        clientId.contains(THREAD) ? clientId.substring(0, clientId.lastIndexOf(THREAD)) : clientId)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
