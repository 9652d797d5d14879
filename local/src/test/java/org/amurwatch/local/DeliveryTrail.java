package org.amurwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.amurwatch.local.DeliveryKills.Outage;
import org.amurwatch.local.UnsteadyReceiver.Reply;
import org.amurwatch.local.UnsteadyReceiver.Request;
import org.amurwatch.local.UnsteadyReceiver.Told;
import org.amurwatch.streams.delivery.DeliverySettings;

/** What a receiver saw of each delivery, in the order in which it came. */
final class DeliveryTrail {

    private static final DeliverySettings LEDGER = DeliverySettings.standard();

    /** For the turn of the ledger (a second), the hops, and a machine that is busy with other tests. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final Map<String, List<Request>> byId;
    private final DeliveryKills kills;

    DeliveryTrail(List<Request> requests, DeliveryKills kills) {
        this.byId = requests.stream()
                .sorted(Comparator.comparing(Request::at))
                .collect(Collectors.groupingBy(Request::webhookId, LinkedHashMap::new, Collectors.toList()));
        this.kills = kills;
    }

    Set<String> webhookIds() {
        return byId.keySet();
    }

    List<String> alertIds() {
        return byId.values().stream().map(one -> one.get(0).alertId()).toList();
    }

    /** Each that is expected was taken at least once, under one id that belongs to it alone; and nothing else came. */
    void shouldHaveOneIdForEach(Set<Told> expected) {
        assertThat(byId.values()).allSatisfy(one -> {
            assertThat(distinct(one, Request::told)).hasSize(1);
            assertThat(distinct(one, Request::alertId)).hasSize(1);
            assertThat(one).anyMatch(Request::taken);
        });
        assertThat(byId.values().stream().map(one -> one.get(0).told()).toList())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(alertIds()).doesNotHaveDuplicates();
    }

    /** Where dispatch was killed with the 200 unread, the delivery comes again. */
    void shouldRepeatWhatNobodyKnewOf() {
        assertThat(kills.unknownToDispatch()).isNotEmpty().allSatisfy(lost -> assertThat(byId.get(lost.webhookId()))
                .as("%s, which was taken when dispatch was killed", lost)
                .anyMatch(again -> again.at().isAfter(lost.at())));
    }

    /**
     * What failed came again as soon as the waits explain, and the kills between: each may have cost one more attempt, its
     * deadline and the wait after it.
     */
    void shouldHaveTriedAgainInTime() {
        assertThat(failureGaps()).isNotEmpty().allSatisfy(gap -> {
            Duration wait = waitAfter(gap.attemptsAtMost());
            Duration most = wait.plus(LATE);
            for (Outage outage : gap.outages()) {
                most = most.plus(outage.length()).plus(LEDGER.attemptDeadline()).plus(wait);
            }
            assertThat(gap.length()).as("%s", gap).isLessThanOrEqualTo(most);
        });
    }

    private static Duration waitAfter(int attempts) {
        List<Duration> waits = LEDGER.retryWaits();
        Duration wait = waits.get(Math.min(attempts, waits.size()) - 1);
        // A second at least where the receiver asked for it; the last one is a tenth more or less.
        return wait.multipliedBy(11).dividedBy(10).plusSeconds(1);
    }

    /** Figures of the run, for whoever looks at its log. */
    String summary() {
        List<Gap> repeats =
                gaps(Request::taken).stream().filter(gap -> gap.next().taken()).toList();
        long unexplained = repeats.stream()
                .filter(gap -> gap.outages().stream()
                        .noneMatch(outage -> outage.service().equals("dispatch")))
                .count();
        List<Duration> quiet = lengths(gap -> gap.outages().isEmpty());
        List<Duration> struck = lengths(gap -> !gap.outages().isEmpty());
        List<Duration> arrivals = byId.values().stream()
                .flatMap(one -> one.stream().filter(Request::taken).limit(1))
                .map(taken -> Duration.between(taken.told().shot(), taken.at()))
                .sorted()
                .toList();
        return "%d kills, %d of them of dispatch with a 200 unread; %d deliveries, %d repeats after a 200, %d of them without a kill of dispatch between;"
                        .formatted(
                                kills.outages().size(),
                                kills.unknownToDispatch().size(),
                                byId.size(),
                                repeats.size(),
                                unexplained)
                + " from shot to 200: half within %s, all within %s;".formatted(middle(arrivals), last(arrivals))
                + " %d failures tried again: without a kill between %d, all within %s; else all within %s"
                        .formatted(quiet.size() + struck.size(), quiet.size(), last(quiet), last(struck))
                + "; outages: half within %s, all within %s".formatted(middle(outageLengths()), last(outageLengths()));
    }

    /**
     * Between a request and the next of the same delivery.
     *
     * @param attemptsAtMost of the delivery until the next: those that came, and those that kills have cost
     * @param outages that were at any time between
     */
    private record Gap(Request earlier, Request next, int attemptsAtMost, List<Outage> outages) {
        Duration length() {
            return Duration.between(earlier.at(), next.at());
        }
    }

    private List<Gap> failureGaps() {
        return gaps(request -> request.reply() != Reply.TAKEN && request.answered());
    }

    private List<Gap> gaps(Predicate<Request> which) {
        List<Gap> gaps = new ArrayList<>();
        for (List<Request> one : byId.values()) {
            for (int i = 0; i + 1 < one.size(); i++) {
                Request earlier = one.get(i);
                Request next = one.get(i + 1);
                if (which.test(earlier)) {
                    int lost = outages(earlier.told().shot(), next.at()).size();
                    gaps.add(new Gap(earlier, next, i + 1 + lost, outages(earlier.at(), next.at())));
                }
            }
        }
        return gaps;
    }

    private List<Outage> outages(Instant from, Instant until) {
        return kills.outages().stream()
                .filter(outage ->
                        outage.from().isBefore(until) && outage.until().isAfter(from))
                .toList();
    }

    private List<Duration> lengths(Predicate<Gap> which) {
        return failureGaps().stream().filter(which).map(Gap::length).sorted().toList();
    }

    private List<Duration> outageLengths() {
        return kills.outages().stream().map(Outage::length).sorted().toList();
    }

    private static <T> Set<T> distinct(List<Request> requests, Function<Request, T> of) {
        return requests.stream().map(of).collect(Collectors.toSet());
    }

    private static String middle(List<Duration> sorted) {
        return sorted.isEmpty() ? "-" : seconds(sorted.get(sorted.size() / 2));
    }

    private static String last(List<Duration> sorted) {
        return sorted.isEmpty() ? "-" : seconds(sorted.get(sorted.size() - 1));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
