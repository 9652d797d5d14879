package org.amurwatch.consumer.dashboard.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/** What somebody is to the park, and with it what they may see and do. */
public enum Role {
    /** Anybody who was let in: counts per cell and month, and nothing else. */
    VISITOR,
    /** A partner by agreement; sees what a visitor sees. */
    PARTNER,
    /** A member of a team: what is in the team's sectors, and the incidents it was told of. */
    RANGER,
    DUTY_OFFICER,
    ANALYST,
    ADMINISTRATOR;

    /** Whether it sees places as they are; the others see cells of a tenth of a degree. */
    public boolean seesExactPositions() {
        return this != VISITOR && this != PARTNER;
    }

    public boolean seesIncidents() {
        return seesExactPositions();
    }

    public boolean seesStations() {
        return seesExactPositions();
    }

    public boolean seesIndividuals() {
        return seesExactPositions();
    }

    public boolean seesPatrols() {
        return this == RANGER || this == DUTY_OFFICER || this == ADMINISTRATOR;
    }

    public boolean seesHealth() {
        return this == DUTY_OFFICER || this == ADMINISTRATOR;
    }

    public boolean mayAnswer() {
        return seesPatrols();
    }

    /** Whether it sees what waits for a person to look at, and the pictures of it. */
    public boolean seesReview() {
        return this == DUTY_OFFICER || this == ANALYST || this == ADMINISTRATOR;
    }

    /** Whether it sees people on pictures as they are; others see them blurred. */
    public boolean seesPeople() {
        return this == DUTY_OFFICER || this == ANALYST;
    }

    /** Whether it says what is on them. */
    public boolean mayJudge() {
        return this == DUTY_OFFICER || this == ADMINISTRATOR;
    }

    public boolean mayReplay() {
        return this == ADMINISTRATOR;
    }

    /** Whether it is somebody of one team, and sees what concerns that team alone. */
    public boolean hasTeam() {
        return this == RANGER;
    }

    /**
     * The role of a label, in any case.
     *
     * @throws CommandFailure if there is none
     */
    public static Role of(String label) {
        return Arrays.stream(values())
                .filter(one -> one.label().equals(label.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("There is no role '" + label + "': expected "
                        + Arrays.stream(values()).map(Role::label).collect(Collectors.joining(", ")) + "."));
    }

    /** @throws CommandFailure unless a team is named with this role exactly if it has one */
    public void checkTeam(@Nullable String team) {
        if (hasTeam() != (team != null)) {
            throw CommandFailure.usage(
                    hasTeam() ? "A ranger has a team: add --team ID." : "Only a ranger has a team: leave --team out.");
        }
    }

    /** As people write it: {@code duty-officer}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
