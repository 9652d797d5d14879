package org.amurwatch.signature;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A zip whose {@code manifest.json} lists size and SHA-256 of each file in it, with the manifest's signature in
 * {@code manifest.sig} (64 bytes) and the key to check it by in {@code public-key.pem}. The same files in the same order make the
 * same bytes but for what is said about them. {@link SignedZipCheck} reads it.
 */
public final class SignedZip implements Closeable {

    /** Value of {@code format} in the manifest. */
    public static final String FORMAT = "amurwatch-signed-1";

    static final String MANIFEST = "manifest.json";
    static final String SIGNATURE = "manifest.sig";
    static final String PUBLIC_KEY = "public-key.pem";

    /** No time of its own: when it was made is said in the manifest. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ZipOutputStream zip;
    private final SigningKey key;
    private final List<Map<String, Object>> files = new ArrayList<>();

    /** @param out is closed with it */
    public SignedZip(OutputStream out, SigningKey key) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.key = key;
    }

    public void add(String name, byte[] content) throws IOException {
        add(name, new ByteArrayInputStream(content));
    }

    /** @param content is read to its end, and not closed */
    public void add(String name, InputStream content) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        begin(name);
        byte[] buffer = new byte[1 << 16];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            zip.write(buffer, 0, read);
            digest.update(buffer, 0, read);
            size += read;
        }
        zip.closeEntry();
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("name", name);
        file.put("bytes", size);
        file.put("sha256", HexFormat.of().formatHex(digest.digest()));
        files.add(file);
    }

    /**
     * Signs what was added. Nothing can be added any more.
     *
     * @param about what it is, by whom and when it was made
     */
    public void finish(Map<String, ? extends @Nullable Object> about) throws IOException {
        add(PUBLIC_KEY, key.publicKey().pem().getBytes(StandardCharsets.US_ASCII));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("about", about);
        manifest.put("files", files);
        byte[] bytes = JSON.writeValueAsBytes(manifest);
        begin(MANIFEST);
        zip.write(bytes);
        zip.closeEntry();
        begin(SIGNATURE);
        zip.write(key.sign(bytes));
        zip.closeEntry();
        zip.finish();
    }

    private void begin(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
