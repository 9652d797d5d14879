package org.amurwatch.consumer.dashboard.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.amurwatch.consumer.http.Refusal;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * People with a name and a password, in a file: name, role, team and Argon2id hash, a line each. A command changes it while
 * the server runs. A password that is changed, and a user who is removed or made something else, ends the sessions begun with it.
 */
public final class Users {

    /** Of names: as they are typed on a phone. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]{1,31}");

    static final int MOST_NAME = 32;
    private static final int MOST_PASSWORD = 256;

    /** Without those that are taken for one another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 5;
    private static final int GROUP = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final OwnerFile file;
    /** Each hash takes 9 MiB for the while: one at a time. */
    private final Semaphore hashing = new Semaphore(1, true);

    /** By name, in the file's order. */
    private Map<String, Account> known = Map.of();

    private @Nullable FileTime knownFrom;

    private record Account(Viewer viewer, PasswordHash hash) {

        private static Optional<Account> of(String line) {
            String[] parts = line.split("\t", -1);
            if (parts.length != 4) {
                return Optional.empty();
            }
            String team = parts[2].isEmpty() ? null : parts[2];
            // The salt in the hash makes each password's line another one.
            return PasswordHash.parse(parts[3]).flatMap(hash -> Arrays.stream(Role.values())
                    .filter(role -> role.name().equals(parts[1]) && role.hasTeam() == (team != null))
                    .map(role -> new Account(new Viewer(parts[0], role, team, Tokens.hash(line)), hash))
                    .findFirst());
        }
    }

    public Users(Path file) {
        this.file = new OwnerFile(file);
    }

    /**
     * Adds somebody, or gives somebody who is there another role and password.
     *
     * @return the password, which is kept nowhere
     * @throws CommandFailure if it is no name
     */
    public String put(String name, Role role, @Nullable String team) {
        checkName(name);
        String password = password();
        String hash = PasswordHash.of(password).toString();
        file.change(lines -> {
            lines.removeIf(line -> isOf(line, name));
            lines.add(String.join("\t", name, role.name(), team == null ? "" : team, hash));
            return lines;
        });
        return password;
    }

    private static void checkName(String name) {
        if (!NAME.matcher(name).matches()
                || Arrays.stream(Role.values()).anyMatch(role -> role.label().equals(name))) {
            throw CommandFailure.usage("'" + name + "' can't be a user's name: expected 2 to " + MOST_NAME
                    + " of a-z, 0-9, dot and hyphen, with a letter first, and not the name of a role.");
        }
    }

    private static boolean isOf(String line, String name) {
        return line.startsWith(name + "\t");
    }

    /** Takes somebody out; whether there was one. */
    public boolean remove(String name) {
        boolean there = file.read().stream().anyMatch(line -> isOf(line, name));
        file.change(lines -> {
            lines.removeIf(line -> isOf(line, name));
            return lines;
        });
        return there;
    }

    /** All that there are, in the file's order. */
    public List<Viewer> all() {
        return accounts().values().stream().map(Account::viewer).toList();
    }

    private synchronized Map<String, Account> accounts() {
        try {
            FileTime changed = Files.exists(file.path()) ? Files.getLastModifiedTime(file.path()) : null;
            if (changed == null || !changed.equals(knownFrom)) {
                Map<String, Account> read = new LinkedHashMap<>();
                file.read().forEach(line -> Account.of(line)
                        .ifPresent(account -> read.put(account.viewer().name(), account)));
                known = read;
                knownFrom = changed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + file.path() + ".", e);
        }
        return known;
    }

    /** Whether somebody who logged in by a password may still be here; true for who came by a link or a provider. */
    public boolean stillKnows(Viewer viewer) {
        @Nullable Account account = viewer.account() == null ? null : accounts().get(viewer.name());
        return viewer.account() == null || (account != null && account.viewer().equals(viewer));
    }

    /**
     * Whom name and password let in. Takes as long for a name that there is not.
     *
     * @throws Refusal if too many try at once
     */
    Optional<Viewer> check(String name, String password) {
        if (name.length() > MOST_NAME || password.length() > MOST_PASSWORD) {
            return Optional.empty();
        }
        Optional<Account> account = Optional.ofNullable(accounts().get(name));
        PasswordHash hash = account.map(Account::hash).orElse(PasswordHash.NOBODYS);
        return matches(hash, password) ? account.map(Account::viewer) : Optional.empty();
    }

    private boolean matches(PasswordHash hash, String password) {
        try {
            if (!hashing.tryAcquire(5, TimeUnit.SECONDS)) {
                throw Refusal.later(503, "Busy", "Too many log in at once: try again in a moment.", 5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.later(503, "Stopping", "The dashboard is stopping: try again in a moment.", 5);
        }
        try {
            return hash.matches(password);
        } finally {
            hashing.release();
        }
    }

    /** 99 random bits, in groups that can be read out. */
    private static String password() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
