package org.amurwatch.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amurwatch.failure.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaRuntimeTest {

    @TempDir
    private Path folder;

    @Test
    void shouldFindTheRegistryOfABuildAndOfABundle() throws IOException {
        Path built = Files.createDirectories(folder.resolve("local/target/registry"));
        Path bundled = Files.createDirectories(folder.resolve("bundle/registry"));

        assertThat(JavaRuntime.registryHome(folder.resolve("local/target/classes")))
                .isEqualTo(built);
        assertThat(JavaRuntime.registryHome(folder.resolve("local/target/amurwatch-local.jar")))
                .isEqualTo(built);
        assertThat(JavaRuntime.registryHome(folder.resolve("bundle/lib/amurwatch-local.jar")))
                .isEqualTo(bundled);
    }

    @Test
    void shouldSayWhereItLookedForTheRegistry() {
        assertThatThrownBy(() -> JavaRuntime.registryHome(folder.resolve("bundle/lib/amurwatch-local.jar")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(folder.resolve("bundle/lib/registry").toString())
                .hasMessageContaining(folder.resolve("bundle/registry").toString());
    }
}
