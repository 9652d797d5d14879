package org.amurwatch.producer.camtrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.producer.table.StoredFiles;

/** Whatever datapackage.json or a zip holds, it is a package or a sentence. */
class PackageDescriptorFuzzTest {

    @FuzzTest
    void shouldReadADescriptorOrSayWhy(byte[] json) throws IOException {
        Path folder = Files.createTempDirectory("descriptor");
        Path file = folder.resolve("datapackage.json");
        try {
            Files.write(file, json);
            check(folder);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    @FuzzTest
    void shouldReadAZipOrSayWhy(byte[] zip) throws IOException {
        Path file = Files.createTempFile("package", ".zip");
        try {
            Files.write(file, zip);
            check(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void check(Path path) throws IOException {
        try (StoredFiles files = StoredFiles.open(path)) {
            PackageDescriptor descriptor = PackageDescriptor.read(files);
            assertThat(descriptor.resources())
                    .containsKeys(PackageDescriptor.DEPLOYMENTS, PackageDescriptor.OBSERVATIONS);
            for (PackageDescriptor.Resource resource : descriptor.resources().values()) {
                for (String name : resource.paths()) {
                    readSome(files, name);
                }
            }
        } catch (CommandFailure e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    /** A damaged table is told of by whoever reads its rows. */
    private static void readSome(StoredFiles files, String name) {
        try (var in = files.find(name)) {
            if (in != null) {
                assertThat(in.readNBytes(1 << 20)).hasSizeLessThanOrEqualTo(1 << 20);
            }
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(FileSystemException.class);
        }
    }
}
