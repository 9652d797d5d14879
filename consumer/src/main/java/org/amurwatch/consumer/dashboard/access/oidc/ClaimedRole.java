package org.amurwatch.consumer.dashboard.access.oidc;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.amurwatch.consumer.dashboard.access.Role;
import org.amurwatch.consumer.dashboard.access.Tokens;
import org.amurwatch.consumer.dashboard.access.Viewer;
import org.amurwatch.consumer.http.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is here by what the provider says of them. What stands beside their answers is the role, and digits made of issuer
 * and subject: the same for the same person, no name, and nothing that they could choose.
 */
record ClaimedRole(String roleClaim, String teamClaim) {

    private static final Pattern TEAM = Pattern.compile("[^\\p{Cntrl}]{1,100}");
    private static final int DIGITS = 12;

    /** @throws Refusal if they have no role here */
    Viewer viewer(IDTokenClaimsSet claims) {
        List<Role> roles = Arrays.stream(Role.values())
                .filter(role -> texts(claims.getClaim(roleClaim)).contains(role.label()))
                .toList();
        if (roles.size() != 1) {
            throw noRole("The provider knows you, and names " + (roles.isEmpty() ? "no role" : "more than one role")
                    + " that you have here: ask whoever runs the system for one, in claim " + roleClaim + ".");
        }
        Role role = roles.get(0);
        String team = role.hasTeam() ? team(claims.getClaim(teamClaim)) : null;
        String digits =
                Tokens.hash(claims.getIssuer() + " " + claims.getSubject()).substring(0, DIGITS);
        return new Viewer(Viewer.of(role, team).name() + " " + digits, role, team, null);
    }

    private String team(@Nullable Object claim) {
        if (claim instanceof String team && TEAM.matcher(team).matches()) {
            return team;
        }
        throw noRole(
                "The provider knows you as a ranger, and names no team: ask whoever runs the system for one, in claim "
                        + teamClaim + ".");
    }

    private static List<String> texts(@Nullable Object claim) {
        return claim instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(claim));
    }

    private static Refusal noRole(String sentence) {
        return Refusal.of(403, "No role", sentence);
    }
}
