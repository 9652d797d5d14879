package org.amurwatch.local.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml with its merge keys resolved; variables stand as they are. */
final class ComposeYaml {

    static final Path FILE = Path.of("../docker-compose.yml");

    /** More than the reader allows by itself, against files that are made to blow up. */
    private static final int MOST_ALIASES = 200;

    private ComposeYaml() {}

    static Map<String, Object> load() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        try {
            return new Yaml(options).load(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
