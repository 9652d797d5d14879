package org.amurwatch.consumer.dashboard.access;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is logged in.
 *
 * @param name role or pseudonym, which stands beside their answers
 * @param team id of the team, with a ranger alone
 * @param account what name, role and password were when somebody logged in by them; null for who came by a link or a provider
 */
public record Viewer(
        String name,
        Role role,
        @Nullable String team,
        @Nullable String account) {

    public Viewer {
        if (role.hasTeam() != (team != null)) {
            throw new IllegalArgumentException(
                    "A ranger has a team and nobody else has; got " + role + " with team " + team + ".");
        }
    }

    /** Somebody who is known by the role, and by the team where there is one. */
    public static Viewer of(Role role, @Nullable String team) {
        return new Viewer(team == null ? role.label() : role.label() + " of " + team, role, team, null);
    }
}
