package org.amurwatch.local.secrets;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amurwatch.security.Party;
import org.jspecify.annotations.Nullable;

/** What is in the folder, and what is wrong with it. */
final class SecretsInventory {

    static final List<String> COLUMNS = List.of("file", "meaning", "mode", "expires", "daysLeft", "names", "state");

    private static final int WARN_DAYS = 30;

    private final SecretsFolder folder;
    private final Clock clock;

    SecretsInventory(SecretsFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** How a file is: well, to be looked at soon, or in need of somebody now. */
    enum Condition {
        WELL,
        WARNING,
        WRONG
    }

    /**
     * One file.
     *
     * @param expires end of its certificate or token
     * @param names of its certificate
     * @param state in words, what to do included
     */
    record Entry(
            String file,
            String meaning,
            @Nullable String mode,
            @Nullable Instant expires,
            @Nullable Long daysLeft,
            Set<String> names,
            Condition condition,
            String state) {

        Map<String, @Nullable Object> row() {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("file", file);
            row.put("meaning", meaning);
            row.put("mode", mode);
            row.put("expires", expires == null ? null : expires.toString());
            row.put("daysLeft", daysLeft);
            row.put("names", names.isEmpty() ? null : String.join(" ", names));
            row.put("state", state);
            return row;
        }
    }

    /** The folder and each file of it, for so many brokers or as many more as have a file. */
    List<Entry> entries(int brokers) {
        List<Integer> found = folder.brokers();
        int highest = found.isEmpty() ? brokers : Math.max(brokers, Collections.max(found));
        List<Entry> entries = new ArrayList<>();
        entries.add(folderEntry());
        SecretFile.all(highest).forEach(file -> entries.add(entry(file)));
        for (Party party : Party.values()) {
            SecretFile next = SecretFile.nextPassword(party);
            if (folder.has(next)) {
                entries.add(plain(
                        next,
                        folder.mode(next),
                        Condition.WARNING,
                        "a rotation that was not ended: './amurwatch secrets rotate " + party.label() + "'"));
            }
        }
        return entries;
    }

    private Entry folderEntry() {
        boolean wide = SecretsFolder.isWider(folder.mode(), SecretsFolder.MODE);
        return new Entry(
                ".",
                "the folder",
                folder.mode(),
                null,
                null,
                Set.of(),
                wide ? Condition.WRONG : Condition.WELL,
                wide ? "others may enter it: chmod 700 " + folder.path() : "ok");
    }

    private Entry entry(SecretFile file) {
        if (!folder.has(file)) {
            return isElsewhere(file)
                    ? plain(file, null, Condition.WELL, "not here; needed only to sign")
                    : plain(file, null, Condition.WRONG, "missing");
        }
        String mode = folder.mode(file);
        if (SecretsFolder.isWider(mode, file.mode())) {
            String digits = file.mode().equals(SecretFile.FOR_ALL) ? "644" : "600";
            return plain(
                    file,
                    mode,
                    Condition.WRONG,
                    "open to others: chmod " + digits + ", and change it if others were here");
        }
        try {
            return usable(file, mode, new SecretCheck(folder).check(file));
        } catch (UnusableSecret e) {
            return plain(file, mode, Condition.WRONG, "can't be used: it " + e.getMessage());
        }
    }

    /** A key that signs may be kept elsewhere, as long as what it signed is here. */
    private boolean isElsewhere(SecretFile file) {
        return (file.equals(SecretFile.CA_KEY) && folder.has(SecretFile.CA_CERTIFICATES))
                || (file.equals(SecretFile.TOKEN_KEY) && folder.has(SecretFile.WRITER_TOKEN));
    }

    private Entry usable(SecretFile file, String mode, SecretCheck.Found found) {
        Instant end = found.end().orElse(null);
        Long left = end == null ? null : Duration.between(clock.instant(), end).toDays();
        Condition condition = Condition.WELL;
        String state = "ok";
        if (end != null && !end.isAfter(clock.instant())) {
            condition = Condition.WRONG;
            state = "expired: './amurwatch secrets renew'";
        } else if (left != null && left < WARN_DAYS) {
            condition = Condition.WARNING;
            state = "ends in " + left + " days: './amurwatch secrets renew'";
        } else if (isTooNarrow(file, mode)) {
            condition = Condition.WARNING;
            state = "containers that run as another user can't read it: chmod 644";
        } else if (file.equals(SecretFile.CA_CERTIFICATES)) {
            Optional<String> change = changeOfAuthority();
            condition = change.isPresent() ? Condition.WARNING : Condition.WELL;
            state = change.orElse("ok");
        }
        return new Entry(file.name(), file.meaning(), mode, end, left, found.names(), condition, state);
    }

    private static boolean isTooNarrow(SecretFile file, String mode) {
        return !mode.isEmpty() && SecretsFolder.isWider(file.mode(), mode);
    }

    private Optional<String> changeOfAuthority() {
        try {
            int count = new SecretCheck(folder).authorities().size();
            return count == 1 || !folder.has(SecretFile.CA_KEY)
                    ? Optional.empty()
                    : Optional.of("holds " + count + " CAs; './amurwatch secrets renew --drop-old-ca' ends the change");
        } catch (UnusableSecret e) {
            return Optional.of("can't be used: it " + e.getMessage());
        }
    }

    private static Entry plain(SecretFile file, @Nullable String mode, Condition condition, String state) {
        return new Entry(file.name(), file.meaning(), mode, null, null, Set.of(), condition, state);
    }
}
