package org.amurwatch.local;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The real data sets, which are kept beside the checkout and not in it. */
final class SharedData {

    private SharedData() {}

    /** Their folder; the calling test is skipped, with the reason, where it is absent. */
    static Path folder() {
        String named = System.getenv("AMURWATCH_SHARED_DATA");
        if (named != null) {
            return Path.of(named);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared").resolve("data");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return Assumptions.abort(
                "There is no folder shared/data beside the checkout: its real packages are not tried.");
    }
}
