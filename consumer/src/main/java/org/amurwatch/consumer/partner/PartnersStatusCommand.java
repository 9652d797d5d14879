package org.amurwatch.consumer.partner;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.avro.ReleasedEvent;
import org.amurwatch.cli.ConnectionOptions;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.amurwatch.topic.Connection;
import org.amurwatch.topic.GroupProgress;
import org.amurwatch.topic.Groups;
import org.amurwatch.topic.Topic;
import org.amurwatch.topic.TopicReader;
import org.amurwatch.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code partners status}: how far each partner has come. */
@Command(
        name = "status",
        description = "Shows for each partner how many released events wait, and what it took and refused.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Without a number under 'waiting' nothing was ever sent there: it fetches, or is not in the partners file.",
            "Examples: ./amurwatch partners status",
            "          ./amurwatch partners status --refused --output json"
        })
final class PartnersStatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOptions connection;

    @Option(names = "--refused", description = "Lists the events that partners refused, with the reasons.")
    private boolean refused;

    @Option(
            names = "--output",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() {
        // As the service itself: it may read what it sends, and how far its groups have come.
        Connection connected = connection.connect(Party.PARTNERS);
        PartnerProgress progress = new PartnerProgress();
        TopicReader reader = new TopicReader(connected);
        reader.current(Topics.AGREEMENTS).stream()
                .filter(agreement -> !agreement.getRetired())
                .forEach(progress::agreed);
        reader.current(Topics.PARTNER_RECEIPTS).forEach(progress::settled);
        Output output = new Output(spec.commandLine().getOut(), format);
        if (refused) {
            output.rows(PartnerProgress.REFUSAL_COLUMNS, progress.refusals());
            return ExitCode.DONE;
        }
        countWaiting(connected, reader, progress);
        output.rows(PartnerProgress.COLUMNS, progress.rows());
        return ExitCode.DONE;
    }

    private static void countWaiting(Connection connected, TopicReader reader, PartnerProgress progress) {
        Map<String, Map<TopicPartition, Long>> passed = new HashMap<>();
        try (Admin admin = connected.admin()) {
            GroupProgress groups = new GroupProgress(admin);
            for (String id : progress.partnerIds()) {
                Map<TopicPartition, Long> committed = groups.committed(Groups.PARTNER_PREFIX + id);
                if (!committed.isEmpty()) {
                    passed.put(id, committed);
                    progress.follows(id);
                }
            }
        }
        if (passed.isEmpty()) {
            return;
        }
        Map<TopicPartition, Long> first = passedByAll(passed.values());
        for (Topic<ReleasedEvent> topic : List.of(Topics.RELEASE_PARTNER, Topics.RELEASE_PUBLIC)) {
            reader.read(topic, first, (raw, event) -> {
                Map<TopicPartition, Long> own = event == null ? null : passed.get(event.getAgreementId());
                if (own != null
                        && raw.offset() >= own.getOrDefault(new TopicPartition(raw.topic(), raw.partition()), 0L)) {
                    progress.waits(event);
                }
            });
        }
    }

    /** How far the slowest has come in each partition; those that one of them never came to are absent. */
    static Map<TopicPartition, Long> passedByAll(Collection<Map<TopicPartition, Long>> passed) {
        Map<TopicPartition, Long> slowest = new HashMap<>();
        passed.forEach(own -> own.forEach((partition, offset) -> slowest.merge(partition, offset, Math::min)));
        slowest.keySet().removeIf(partition -> passed.stream().anyMatch(own -> !own.containsKey(partition)));
        return slowest;
    }
}
