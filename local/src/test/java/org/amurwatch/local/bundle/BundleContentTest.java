package org.amurwatch.local.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleContentTest {

    private static final List<String> BUILT = List.of(
            "amurwatch",
            "LICENSE",
            "NOTICE",
            "CHANGELOG.md",
            "README.md",
            "SECURITY.md",
            "CONTRIBUTING.md",
            "docs/install-offline.md",
            "docs/adr/0001.md",
            "local/src/main/bundle/install.sh",
            "local/src/main/bundle/amurwatch.service",
            "local/src/main/bundle/README.txt",
            "local/target/amurwatch-local.jar",
            "local/target/classes/Some.class",
            "local/target/lib/kafka.jar",
            "local/target/registry/registry-runner.jar");

    @TempDir
    private Path folder;

    @Test
    void shouldHoldAllThatAMachineWithoutNetworkNeeds() throws IOException {
        Checkout checkout = checkout();
        Path runtime = file("work/runtime/bin/java").resolveSibling("..").normalize();
        Path notice = file("work/runtime/legal/java.base/LICENSE");
        Files.createDirectories(folder.resolve("work/runtime/legal/java.sql"));
        Files.createSymbolicLink(folder.resolve("work/runtime/legal/java.sql/LICENSE"), notice);

        BundleContent content = BundleContent.of(checkout, runtime, file("work/VERSION"));

        assertThat(content.entries())
                .extracting(BundleContent.Entry::path)
                .containsExactly(
                        "CHANGELOG.md",
                        "CONTRIBUTING.md",
                        "LICENSE",
                        "NOTICE",
                        "README.md",
                        "README.txt",
                        "SECURITY.md",
                        "VERSION",
                        "amurwatch",
                        "amurwatch.service",
                        "docs/adr/0001.md",
                        "docs/install-offline.md",
                        "install.sh",
                        "lib/amurwatch-local.jar",
                        "lib/kafka.jar",
                        "registry/registry-runner.jar",
                        "runtime/bin/java",
                        "runtime/legal/java.base/LICENSE",
                        "runtime/legal/java.sql/LICENSE");
        assertThat(content.bytes()).isEqualTo(content.entries().size());
    }

    @Test
    void shouldRefuseAFolderThatIsNoBuiltCheckout() throws IOException {
        Checkout checkout = checkout();
        Files.delete(checkout.jar());

        assertThatThrownBy(() -> Checkout.around(folder.resolve("local/target/classes")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("in none: there is no " + folder.resolve("local/target/amurwatch-local.jar"));
    }

    @Test
    void shouldNamePlatformsAsUnameDoes() {
        assertThat(Platform.of("Linux", "amd64")).hasToString("linux-x86_64");
        assertThat(Platform.of("Linux", "aarch64")).hasToString("linux-aarch64");
        assertThatThrownBy(() -> Platform.of("Mac OS X", "aarch64"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("this is Mac OS X");
    }

    private Checkout checkout() throws IOException {
        for (String path : BUILT) {
            file(path);
        }
        return Checkout.around(folder.resolve("local/target/classes"));
    }

    private Path file(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "1");
    }
}
