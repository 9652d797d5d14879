package org.amurwatch.bench.quality.policy;

import static org.amurwatch.producer.simulation.EventKind.CAMERA_SILENT;
import static org.amurwatch.producer.simulation.EventKind.CAMERA_TAMPERED;
import static org.amurwatch.producer.simulation.EventKind.DOG;
import static org.amurwatch.producer.simulation.EventKind.HUMAN_PRESENCE;
import static org.amurwatch.producer.simulation.EventKind.VEHICLE;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.amurwatch.bench.quality.sign.Signs;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.FieldMap;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * Detection rules of a camera platform: a set of labels (person, vehicle, dog) narrowed by chosen sites, hours of the day
 * and least group size, with a cool-down of 60 minutes per label and site, and a theft watch for cameras that fall silent or
 * are tampered with. Read: PetervanLunteren/AddaxAI-Connect services/notifications/detection_alerts.py and theft_watch.py.
 * Only cameras are read. Chosen sites are those where few people pass: a user chooses them once, here they are judged
 * by the last 90 days.
 *
 * <p>Knobs: how many people may pass a chosen site, the hours, the group size, theft watch on or off.
 */
public final class AddaxAiLike implements Policy {

    public static final String NAME = "addaxai-like";

    private static final Duration COOL_DOWN = Duration.ofMinutes(60);
    private static final Set<EventKind> LABELS = EnumSet.of(HUMAN_PRESENCE, VEHICLE, DOG);
    private static final Set<EventKind> THEFT = EnumSet.of(CAMERA_SILENT, CAMERA_TAMPERED);
    /** What is too little history of people for that theft watch to call anybody usual, in 90 days. */
    private static final int FEW_PEOPLE = 30;

    /** @param mostPeople pictures of people in 90 days at a chosen site */
    record Rule(int mostPeople, HourWindow hours, int leastGroup, boolean theftWatch) {
        @Override
        public String toString() {
            return "sites " + (mostPeople == Integer.MAX_VALUE ? "all" : "with at most " + mostPeople + " in 90 days")
                    + ", " + hours + ", group " + leastGroup + ", theft watch " + (theftWatch ? "on" : "off");
        }
    }

    private record LabelAtSite(EventKind label, String site) {}

    private final Rule rule;
    private final ZoneId timeZone;
    private final RecentKeys<LabelAtSite> told = new RecentKeys<>(COOL_DOWN);
    private final PassingPeople people;

    AddaxAiLike(Rule rule, FieldMap map) {
        this.rule = rule;
        this.timeZone = map.timeZone();
        this.people = new PassingPeople(Duration.ofDays(90));
    }

    public static PolicyFamily family() {
        PolicySetting asMade = setting(new Rule(FEW_PEOPLE, new HourWindow(21, 5), 1, true));
        List<PolicySetting> knobs = new ArrayList<>(List.of(asMade));
        for (int most : new int[] {Integer.MAX_VALUE, FEW_PEOPLE, 6}) {
            for (HourWindow hours : List.of(HourWindow.WHOLE_DAY, new HourWindow(21, 5), new HourWindow(18, 7))) {
                for (int group : new int[] {1, 2}) {
                    for (boolean theft : new boolean[] {true, false}) {
                        PolicySetting setting = setting(new Rule(most, hours, group, theft));
                        if (!setting.label().equals(asMade.label())) {
                            knobs.add(setting);
                        }
                    }
                }
            }
        }
        return new PolicyFamily(NAME, asMade, knobs);
    }

    private static PolicySetting setting(Rule rule) {
        return new PolicySetting(rule.toString(), map -> new AddaxAiLike(rule, map));
    }

    @Override
    public void receive(SimulatedEvent event, Consumer<Page> pages) {
        if (event.stationId() == null) {
            return;
        }
        if (Signs.isFreshSign(event) && matches(event)) {
            LabelAtSite key = new LabelAtSite(event.kind(), Objects.requireNonNull(event.stationId()));
            if (!told.contains(key, event.receivedAt())) {
                told.stamp(key, event.receivedAt());
                pages.accept(Page.review(event.receivedAt(), event.id()));
            }
        }
        people.receive(event);
    }

    private boolean matches(SimulatedEvent event) {
        if (THEFT.contains(event.kind())) {
            return rule.theftWatch();
        }
        return LABELS.contains(event.kind())
                && event.count() >= rule.leastGroup()
                && rule.hours()
                        .contains(Signs.happenedAt(event).atZone(timeZone).getHour())
                && people.at(Objects.requireNonNull(event.stationId()), event.receivedAt()) <= rule.mostPeople();
    }
}
