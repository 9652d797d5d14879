package org.amurwatch.local.bundle;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is in a bundle, and where.
 *
 * @param entries its files, sorted by path
 */
record BundleContent(List<Entry> entries) {

    private static final List<String> DOCUMENTS =
            List.of("LICENSE", "NOTICE", "CHANGELOG.md", "README.md", "SECURITY.md", "CONTRIBUTING.md");

    BundleContent {
        entries = entries.stream().sorted(Comparator.comparing(Entry::path)).toList();
    }

    /**
     * One file of a bundle.
     *
     * @param path in the bundle, with slashes
     * @param file what it holds
     */
    record Entry(String path, Path file) {

        /** Whether its owner may run it: all that is kept of its mode, so that no umask of the maker goes with it. */
        boolean executable() throws IOException {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
        }
    }

    /**
     * @param runtime a Java runtime
     * @param identity the file VERSION
     */
    static BundleContent of(Checkout checkout, Path runtime, Path identity) throws IOException {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry("amurwatch", checkout.launcher()));
        entries.add(new Entry("VERSION", identity));
        for (String document : DOCUMENTS) {
            entries.add(new Entry(document, checkout.root().resolve(document)));
        }
        entries.add(new Entry("lib/" + checkout.jar().getFileName(), checkout.jar()));
        addAll(entries, "", checkout.extras());
        addAll(entries, "lib/", checkout.libraries());
        addAll(entries, "registry/", checkout.registry());
        addAll(entries, "runtime/", runtime);
        addAll(entries, "docs/", checkout.root().resolve("docs"));
        return new BundleContent(entries);
    }

    /** Links are followed: an archive without links can be unpacked on any file system. */
    private static void addAll(List<Entry> entries, String prefix, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(Files::isRegularFile)
                    .map(file -> new Entry(prefix + folder.relativize(file), file))
                    .forEach(entries::add);
        }
    }

    /** Size of all files together. */
    long bytes() throws IOException {
        long bytes = 0;
        for (Entry entry : entries) {
            bytes += Files.size(entry.file());
        }
        return bytes;
    }
}
