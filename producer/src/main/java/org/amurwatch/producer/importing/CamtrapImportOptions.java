package org.amurwatch.producer.importing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code import camtrap-dp} is asked to do; a picocli mixin. */
public final class CamtrapImportOptions {

    @Parameters(
            paramLabel = "PATH",
            description = "The package: a folder with datapackage.json, or a zip of it; files plain or gzipped.")
    Path path;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description =
                    "Name of the source, the same for all packages of a project (default: the package's project.id).")
    @Nullable
    String source;

    @Mixin
    PackageImportOptions common = new PackageImportOptions();
}
