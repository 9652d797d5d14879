package org.amurwatch.consumer.dashboard.access;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Links that let somebody in once, in a file that a command or {@code up} writes and the server takes from. */
public final class LoginLinks {

    /** Where the server takes them: {@code /login/} and the token. */
    public static final String PATH = "/login/";

    private final GrantFile file;
    private final Clock clock;

    public LoginLinks(Path file, Clock clock) {
        this.file = new GrantFile(file);
        this.clock = clock;
    }

    /** Adds one for somebody, and answers its token, which is kept nowhere. */
    public String add(Viewer viewer, Duration lifetime) {
        String token = Tokens.random();
        Instant now = clock.instant();
        file.change(grants -> {
            grants.removeIf(grant -> !grant.until().isAfter(now));
            grants.add(new GrantFile.Grant(Tokens.hash(token), now.plus(lifetime), viewer));
            return grants;
        });
        return token;
    }

    /** Forgets all that there are. */
    public void clear() {
        file.change(grants -> List.of());
    }

    /** Whom a token lets in; never again from here on. */
    Optional<Viewer> take(String token) {
        String hash = Tokens.hash(token);
        // Looked at first, so that a stranger's guesses write nothing.
        if (file.read().stream().noneMatch(grant -> Tokens.same(grant.hash(), hash))) {
            return Optional.empty();
        }
        return Optional.ofNullable(file.take(hash, clock.instant())).map(GrantFile.Grant::viewer);
    }
}
