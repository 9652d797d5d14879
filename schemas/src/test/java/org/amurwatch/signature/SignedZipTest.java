package org.amurwatch.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedZipTest {

    @TempDir
    private Path folder;

    private SigningKey key;
    private Path zip;

    @BeforeEach
    void sign() throws IOException {
        key = SigningKey.at(folder.resolve("signing.key"));
        zip = folder.resolve("case.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                SignedZip signed = new SignedZip(out, key)) {
            signed.add("report.html", bytes("<p>a</p>"));
            signed.add("originals/1.avro", new byte[] {0, 0, 0, 0, 7, 1});
            signed.finish(Map.of("incidentId", "khasan/a"));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> faults() {
        return SignedZipCheck.check(zip, key.publicKey()).faults();
    }

    /** Packs it again, as anybody with any program can. */
    private void repack(Consumer<Map<String, byte[]>> change) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        change.accept(files);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        Files.write(zip, bytes.toByteArray());
    }

    @Test
    void shouldFindNothingInWhatIsAsItWasSigned() throws IOException {
        SignedZipCheck.Result result = SignedZipCheck.check(zip, null);

        assertThat(result.faults()).isEmpty();
        assertThat(result.files()).isEqualTo(3);
        assertThat(result.about().path("incidentId").asText()).isEqualTo("khasan/a");
        assertThat(result.fingerprint()).isEqualTo(key.publicKey().fingerprint());

        repack(files -> {});
        assertThat(faults()).as("packed anew, and the same").isEmpty();
    }

    @Test
    void shouldNameAFileThatWasChanged() throws IOException {
        repack(files -> files.put("originals/1.avro", new byte[] {0, 0, 0, 0, 7, 2}));

        assertThat(faults()).singleElement().asString().startsWith("originals/1.avro was changed");
    }

    @Test
    void shouldNameAFileThatIsMissingAndOneThatWasAdded() throws IOException {
        repack(files -> {
            files.remove("report.html");
            files.put("originals/2.avro", new byte[] {1});
        });

        assertThat(faults())
                .containsExactlyInAnyOrder(
                        "report.html is missing.", "originals/2.avro was added: the manifest does not list it.");
    }

    @Test
    void shouldFindThatTheManifestWasMadeToFit() throws IOException {
        String before = java.util.HexFormat.of().formatHex(SignedZip.sha256().digest(bytes("<p>a</p>")));
        String after = java.util.HexFormat.of().formatHex(SignedZip.sha256().digest(bytes("<p>b</p>")));
        repack(files -> {
            files.put("report.html", bytes("<p>b</p>"));
            files.put(
                    "manifest.json",
                    bytes(new String(files.get("manifest.json"), StandardCharsets.UTF_8).replace(before, after)));
        });

        assertThat(faults()).singleElement().asString().startsWith("The signature does not fit");
    }

    @Test
    void shouldFindThatSomebodyElseSignedIt() throws IOException {
        PublicSigningKey other = SigningKey.at(folder.resolve("other.key")).publicKey();
        assertThat(SignedZipCheck.check(zip, other).faults())
                .singleElement()
                .asString()
                .contains("signed by another key than " + other.fingerprint());

        repack(files -> files.put("public-key.pem", bytes(other.pem())));
        assertThat(SignedZipCheck.check(zip, null).faults()).hasSize(2);
        assertThat(faults()).singleElement().asString().startsWith("public-key.pem was changed");
    }

    @Test
    void shouldFindAFileThatIsInItTwice() throws IOException {
        // No program of Java's writes such a zip: one name is made another's in the packed bytes.
        repack(files -> files.put("report.htmm", bytes("<p>x</p>")));
        byte[] packed = Files.readAllBytes(zip);
        String text = new String(packed, StandardCharsets.ISO_8859_1).replace("report.htmm", "report.html");
        Files.write(zip, text.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(faults()).contains("report.html is in it twice.");
    }

    @Test
    void shouldMakeTheSameBytesOfTheSame() throws IOException {
        byte[] first = Files.readAllBytes(zip);
        Files.delete(zip);
        sign();

        assertThat(Files.readAllBytes(zip)).isEqualTo(first);
    }

    @Test
    void shouldRefuseWhatIsNoSuchFile() throws IOException {
        Path text = Files.writeString(folder.resolve("a.txt"), "a");
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> SignedZipCheck.check(text, null))
                .withMessageContaining("can't be read as a zip");

        repack(files -> files.remove("manifest.json"));
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> SignedZipCheck.check(zip, null))
                .withMessageContaining("holds no manifest.json");
    }
}
