package org.amurwatch.bench.quality.score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.amurwatch.bench.quality.policy.Page;
import org.amurwatch.bench.quality.world.RandomWorld;
import org.amurwatch.producer.simulation.EventKind;
import org.amurwatch.producer.simulation.Incursion;
import org.amurwatch.producer.simulation.Sensor;
import org.amurwatch.producer.simulation.SimulatedEvent;

/**
 * The definitions of docs/alarm-quality.md word by word, as loops over lists, sharing no code with the scorer. It can be
 * given errors, to see that a comparison would catch them.
 */
final class SlowOracle {

    /** Errors that a scorer could have. */
    enum PlantedError {
        PAGE_MATCHED_TO_THE_WRONG_INCURSION,
        INCURSION_COUNTED_AT_EACH_PAGE,
        PAGE_BEFORE_ITS_EVIDENCE,
        UPDATE_COUNTED_AS_A_PAGE,
        UPDATE_FINDS_AN_INCURSION,
        PAGE_REAL_ONCE_PER_INCURSION,
        STALE_SIGNS_MAKE_TWO,
        ANIMALS_ARE_SIGNS,
        MINUTES_FROM_THE_FIRST_SIGN
    }

    record Answer(
            int incursions,
            int paged,
            int twoSigns,
            int pagedTwoSigns,
            int pages,
            int realPages,
            List<Double> minutes) {}

    private final RandomWorld world;
    private final List<Page> messages;
    private final Set<PlantedError> errors;

    SlowOracle(RandomWorld world, List<Page> messages, Set<PlantedError> errors) {
        this.world = world;
        this.messages = messages;
        this.errors = errors.isEmpty() ? EnumSet.noneOf(PlantedError.class) : EnumSet.copyOf(errors);
    }

    Answer answer() {
        List<Page> pages = pages();
        int real = 0;
        for (Page page : pages) {
            int proven = 0;
            for (Incursion incursion : world.incursions()) {
                proven += proves(page, incursion) ? 1 : 0;
            }
            real += errors.contains(PlantedError.PAGE_REAL_ONCE_PER_INCURSION) ? proven : Math.min(1, proven);
        }
        int paged = 0;
        int two = 0;
        int pagedTwo = 0;
        List<Double> minutes = new ArrayList<>();
        List<Page> finding = errors.contains(PlantedError.UPDATE_FINDS_AN_INCURSION) ? messages : pages;
        for (Incursion incursion : world.incursions()) {
            List<Instant> pagedAt = new ArrayList<>();
            for (Page page : finding) {
                if (proves(page, incursion)) {
                    pagedAt.add(page.at());
                }
            }
            int times = errors.contains(PlantedError.INCURSION_COUNTED_AT_EACH_PAGE)
                    ? pagedAt.size()
                    : Math.min(1, pagedAt.size());
            paged += times;
            List<Instant> signs = freshSigns(incursion);
            if (signs.size() >= 2) {
                two++;
                pagedTwo += times;
                if (times > 0) {
                    Instant from = signs.get(errors.contains(PlantedError.MINUTES_FROM_THE_FIRST_SIGN) ? 0 : 1);
                    double late =
                            Duration.between(from, Collections.min(pagedAt)).toMillis() / 60_000.0;
                    minutes.add(late < 0 ? 0 : late);
                }
            }
        }
        Collections.sort(minutes);
        return new Answer(world.incursions().size(), paged, two, pagedTwo, pages.size(), real, minutes);
    }

    private List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            boolean update = false;
            for (int j = 0; j < i; j++) {
                update |= messages.get(j).incidentId().equals(messages.get(i).incidentId())
                        && messages.get(j).level() == messages.get(i).level();
            }
            if (!update || errors.contains(PlantedError.UPDATE_COUNTED_AS_A_PAGE)) {
                pages.add(messages.get(i));
            }
        }
        return pages;
    }

    private boolean proves(Page page, Incursion incursion) {
        for (RandomWorld.Told told : world.events()) {
            SimulatedEvent event = told.event();
            boolean shown = page.evidence().contains(event.id());
            boolean inTime =
                    !event.receivedAt().isAfter(page.at()) || errors.contains(PlantedError.PAGE_BEFORE_ITS_EVIDENCE);
            if (shown && inTime && isOf(told, incursion)) {
                return true;
            }
        }
        return false;
    }

    private boolean isOf(RandomWorld.Told told, Incursion incursion) {
        String cause = told.cause().incursionId();
        if (cause != null && errors.contains(PlantedError.PAGE_MATCHED_TO_THE_WRONG_INCURSION)) {
            int index = Integer.parseInt(cause.substring("incursion-".length()));
            cause = "incursion-" + (index + 1) % world.incursions().size();
        }
        return incursion.id().equals(cause);
    }

    private List<Instant> freshSigns(Incursion incursion) {
        List<Instant> signs = new ArrayList<>();
        for (RandomWorld.Told told : world.events()) {
            if (incursion.id().equals(told.cause().incursionId()) && isFreshSign(told.event())) {
                signs.add(told.event().receivedAt());
            }
        }
        return signs;
    }

    private boolean isFreshSign(SimulatedEvent event) {
        Duration most =
                switch (event.kind()) {
                    case HUMAN_PRESENCE, VEHICLE, GUNSHOT, DOG -> Duration.ofHours(2);
                    case HUMAN_TRACKS, CAMERA_SILENT -> Duration.ofHours(24);
                    case SNARE -> Duration.ofDays(14);
                    case SIGHTING ->
                        errors.contains(PlantedError.ANIMALS_ARE_SIGNS) ? Duration.ofDays(365) : Duration.ofDays(-9999);
                    default -> Duration.ofDays(-9999);
                };
        if (event.kind() == EventKind.PATROL_POSITION || most.isNegative()) {
            return false;
        }
        if (errors.contains(PlantedError.STALE_SIGNS_MAKE_TWO)) {
            return true;
        }
        boolean brokenClock = event.observedAt().isBefore(Instant.parse("1990-01-01T00:00:00Z"))
                || event.observedAt().isAfter(event.receivedAt().plusSeconds(300));
        if (brokenClock) {
            return event.sensor() != Sensor.CAMERA_CARD;
        }
        return !event.receivedAt().isAfter(event.observedAt().plus(most));
    }
}
