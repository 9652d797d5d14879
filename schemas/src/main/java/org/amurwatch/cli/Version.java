package org.amurwatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which Amur Watch this is: what the build wrote down of itself, for {@code --version} of every command. */
public final class Version implements IVersionProvider {

    private static final String RESOURCE = "/org/amurwatch/version.properties";

    private final Properties build;

    public Version() {
        this(read());
    }

    Version(Properties build) {
        this.build = build;
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream resource = Version.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("This build lacks " + RESOURCE + ": build it with Maven.");
            }
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read " + RESOURCE + ".", e);
        }
        return properties;
    }

    /** As {@code 0.1.0}. */
    public String number() {
        return known("version").orElse("unknown");
    }

    /** The commit it was built from, as {@code 49bf93f1c2}; nothing where the build had no git. */
    public Optional<String> revision() {
        return known("revision").map(revision -> changed() ? revision + "-changed" : revision);
    }

    /** The time that reproducible archives bear: fixed by a release, no clock's. */
    public Instant timestamp() {
        return known("timestamp").map(Instant::parse).orElse(Instant.EPOCH);
    }

    @Override
    public String[] getVersion() {
        List<String> lines = new ArrayList<>(List.of("Amur Watch " + number()));
        revision()
                .ifPresent(revision -> lines.add("Revision "
                        + revision
                        + known("committed").map(time -> ", committed " + time).orElse("")));
        lines.add("Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        return lines.toArray(String[]::new);
    }

    private boolean changed() {
        return known("changed").map(Boolean::parseBoolean).orElse(false);
    }

    /** A value that the build knew: a place that it did not fill is as good as none. */
    private Optional<String> known(String key) {
        return Optional.ofNullable(build.getProperty(key))
                .filter(value -> !value.isBlank() && !value.startsWith("${") && !value.equals("Unknown"));
    }
}
