package org.amurwatch.signature;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.amurwatch.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/** Whether a {@link SignedZip} is as it was signed. */
public final class SignedZipCheck {

    private static final int MANIFEST_AT_MOST = 64 << 20;
    private static final int SMALL = 16 << 10;
    private static final Set<String> UNLISTED = Set.of(SignedZip.MANIFEST, SignedZip.SIGNATURE);

    private SignedZipCheck() {}

    /**
     * What came of it.
     *
     * @param faults what is not as it was signed, a sentence each; none: all of it is
     * @param fingerprint of the key by which it was checked
     * @param files how many files the manifest lists
     * @param about what the manifest says of the whole
     */
    public record Result(List<String> faults, String fingerprint, int files, JsonNode about) {}

    /**
     * Checks signature, and each file.
     *
     * @param trusted the key that whoever made it gave out; null: the one that lies in it, which shows that nothing was
     *     changed since somebody signed it, and not who that was
     * @throws CommandFailure (wrong usage) if the file is no such zip
     */
    public static Result check(Path file, @Nullable PublicSigningKey trusted) {
        try (ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            return check(zip, trusted, file);
        } catch (IOException e) {
            throw CommandFailure.usage(file + " can't be read as a zip: " + e.getMessage() + ".");
        }
    }

    private static Result check(ZipFile zip, @Nullable PublicSigningKey trusted, Path file) throws IOException {
        byte[] manifest = content(zip, SignedZip.MANIFEST, MANIFEST_AT_MOST)
                .orElseThrow(() -> CommandFailure.usage(
                        file + " holds no manifest.json: expected a file that 'incidents export' made."));
        byte[] signature = content(zip, SignedZip.SIGNATURE, SMALL).orElse(new byte[0]);
        Optional<PublicSigningKey> enclosed = content(zip, SignedZip.PUBLIC_KEY, SMALL)
                .flatMap(pem -> PublicSigningKey.read(new String(pem, StandardCharsets.US_ASCII)));
        PublicSigningKey key = trusted != null
                ? trusted
                : enclosed.orElseThrow(() -> CommandFailure.usage(
                        file + " holds no key to check it by: give that of" + " whoever made it with --public-key."));
        List<String> faults = new ArrayList<>();
        if (!key.verifies(manifest, signature)) {
            faults.add("The signature does not fit: manifest.json was changed, or signed by another key than "
                    + key.fingerprint() + ".");
        }
        JsonNode said = new ObjectMapper().readTree(manifest);
        if (!SignedZip.FORMAT.equals(said.path("format").asText())) {
            faults.add("manifest.json is of format '" + said.path("format").asText() + "': expected " + SignedZip.FORMAT
                    + ".");
        }
        Map<String, JsonNode> listed = listed(said, faults);
        compare(zip, listed, faults);
        return new Result(List.copyOf(faults), key.fingerprint(), listed.size(), said.path("about"));
    }

    private static Map<String, JsonNode> listed(JsonNode manifest, List<String> faults) {
        Map<String, JsonNode> listed = new LinkedHashMap<>();
        for (JsonNode one : manifest.path("files")) {
            String name = one.path("name").asText();
            if (listed.put(name, one) != null) {
                faults.add(name + " is listed twice.");
            }
        }
        return listed;
    }

    private static void compare(ZipFile zip, Map<String, JsonNode> listed, List<String> faults) throws IOException {
        Set<String> missing = new LinkedHashSet<>(listed.keySet());
        Set<String> met = new HashSet<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            String name = entry.getName();
            if (!met.add(name)) {
                // Programs differ in which of the two they show.
                faults.add(name + " is in it twice.");
                continue;
            }
            missing.remove(name);
            JsonNode expected = listed.get(name);
            if (expected == null) {
                if (!UNLISTED.contains(name)) {
                    faults.add(name + " was added: the manifest does not list it.");
                }
            } else if (!hash(zip, entry).equals(expected.path("sha256").asText())) {
                faults.add(name + " was changed: its SHA-256 is not that of the manifest.");
            }
        }
        missing.forEach(name -> faults.add(name + " is missing."));
    }

    private static String hash(ZipFile zip, ZipEntry entry) {
        MessageDigest digest = SignedZip.sha256();
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            // Bytes that were changed in the packed form may not unpack at all.
            return "unreadable";
        }
    }

    private static Optional<byte[]> content(ZipFile zip, String name, int atMost) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(in.readNBytes(atMost));
        }
    }
}
