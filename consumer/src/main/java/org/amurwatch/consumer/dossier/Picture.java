package org.amurwatch.consumer.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.amurwatch.event.Observation;
import org.amurwatch.media.MediaStore;
import org.amurwatch.media.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * A picture or sound of the evidence that was kept when it was imported.
 *
 * @param hash SHA-256 of its content, taken then
 * @param events keys of what it shows
 * @param file where it lies; null where it is not there any more, or lies on another machine
 * @param name its name in the package
 * @param hashNow SHA-256 of its content as it is now; null where it is not there
 */
record Picture(
        String hash,
        List<String> events,
        @Nullable Path file,
        String name,
        @Nullable String hashNow) {

    /** All that the evidence names, by hash. */
    static List<Picture> of(Dossier dossier, MediaStore store) {
        Map<String, TreeSet<String>> events = new TreeMap<>();
        dossier.statements().forEach(one -> add(events, one.observation()));
        List<Picture> pictures = new ArrayList<>();
        events.forEach((hash, keys) -> pictures.add(of(hash, List.copyOf(keys), store)));
        return pictures;
    }

    private static void add(Map<String, TreeSet<String>> events, Observation observation) {
        observation.media().stream()
                .flatMap(one -> Optional.ofNullable(one.getContentHash()).stream())
                .filter(MediaStore::isHash)
                .forEach(hash -> events.computeIfAbsent(hash, none -> new TreeSet<>())
                        .add(observation.key().toString()));
    }

    private static Picture of(String hash, List<String> events, MediaStore store) {
        try {
            Optional<MediaStore.Found> found = store.find(hash);
            if (found.isEmpty()) {
                return new Picture(hash, events, null, "media/" + hash, null);
            }
            Path file = found.get().file();
            return new Picture(
                    hash, events, file, "media/" + hash + extension(found.get().type()), sha256(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read what is kept under " + hash + ".", e);
        }
    }

    private static String extension(MediaType type) {
        return switch (type) {
            case JPEG -> ".jpg";
            case PNG -> ".png";
            case WAV -> ".wav";
        };
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    /** Whether it is there and as it was kept, in words. */
    String state() {
        if (hashNow == null) {
            return "not here: it was not kept, was erased, lies on another machine, or is no picture any more";
        }
        return hashNow.equals(hash)
                ? "same as on receipt"
                : "DIFFERS from what was kept: its SHA-256 is now " + hashNow;
    }

    boolean isShown() {
        return file != null && (name.endsWith(".jpg") || name.endsWith(".png"));
    }
}
