package org.amurwatch.consumer.dashboard.access;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A file of grants, one a line: hash of a secret, until when it holds, to whom. The secrets themselves stand nowhere. */
final class GrantFile {

    private final OwnerFile file;

    GrantFile(Path file) {
        this.file = new OwnerFile(file);
    }

    /** One line. */
    record Grant(String hash, Instant until, Viewer viewer) {

        private String line() {
            String team = viewer.team();
            String account = viewer.account();
            String start =
                    String.join("\t", hash, until.toString(), viewer.role().name(), team == null ? "" : team);
            return viewer.equals(Viewer.of(viewer.role(), team))
                    ? start
                    : String.join("\t", start, viewer.name(), account == null ? "" : account);
        }

        private static Optional<Grant> of(String line) {
            String[] parts = line.split("\t", -1);
            if (parts.length != 4 && parts.length != 6) {
                return Optional.empty();
            }
            try {
                Role role = Role.valueOf(parts[2]);
                String team = parts[3].isEmpty() ? null : parts[3];
                Viewer viewer = parts.length == 4
                        ? Viewer.of(role, team)
                        : new Viewer(parts[4], role, team, parts[5].isEmpty() ? null : parts[5]);
                return Optional.of(new Grant(parts[0], Instant.parse(parts[1]), viewer));
            } catch (IllegalArgumentException | DateTimeParseException e) {
                return Optional.empty(); // Whoever comes with it is not let in, which is all that matters.
            }
        }
    }

    /** All that stand in it; none where there is no file. */
    List<Grant> read() {
        return grants(file.read());
    }

    private static List<Grant> grants(List<String> lines) {
        return lines.stream().flatMap(line -> Grant.of(line).stream()).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Replaces what stands in it by what the change makes of that. */
    void change(UnaryOperator<List<Grant>> change) {
        file.change(
                lines -> change.apply(grants(lines)).stream().map(Grant::line).toList());
    }

    /** Takes the grant of this secret out, if it still holds. */
    @Nullable
    Grant take(String hash, Instant now) {
        List<Grant> taken = new ArrayList<>();
        change(grants -> {
            grants.stream()
                    .filter(grant ->
                            Tokens.same(grant.hash(), hash) && grant.until().isAfter(now))
                    .forEach(taken::add);
            return grants.stream()
                    .filter(grant ->
                            !Tokens.same(grant.hash(), hash) && grant.until().isAfter(now))
                    .toList();
        });
        return taken.isEmpty() ? null : taken.get(0);
    }
}
