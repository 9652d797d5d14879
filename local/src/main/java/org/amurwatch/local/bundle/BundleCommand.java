package org.amurwatch.local.bundle;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amurwatch.cli.Output;
import org.amurwatch.cli.OutputFormat;
import org.amurwatch.cli.Version;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.local.system.JavaRuntime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bundle}: one archive that installs on a machine without network, Java or Maven. */
@Command(
        name = "bundle",
        description =
                "Makes one archive, with a Java runtime of its own, that installs from a USB stick on a Linux machine"
                        + " without network: unpack it, and run install.sh. It is for machines of the same architecture as this one.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: ./amurwatch bundle --output /media/stick/amurwatch.tar.gz"})
public final class BundleCommand implements Callable<Integer> {

    private static final String ENDING = ".tar.gz";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FILE" + ENDING,
            description = "The archive (default: amurwatch-VERSION-PLATFORM" + ENDING + " in this folder).")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replaces the archive if it is there already.")
    private boolean force;

    private final Version version = new Version();

    @Override
    public Integer call() throws IOException {
        Platform platform = Platform.ofThisMachine();
        Path archive = archive(platform);
        Checkout checkout = Checkout.around(JavaRuntime.ownCode());
        Path work = Files.createTempDirectory(checkout.target(), "bundle-");
        try {
            long begin = System.nanoTime();
            tell("Making a Java runtime for " + platform + " ...");
            Path runtime = work.resolve("runtime");
            new JlinkRuntime().make(runtime);
            BundleContent content = BundleContent.of(checkout, runtime, identity(work, platform));
            tell("Packing " + content.entries().size() + " files, " + content.bytes() / (1 << 20) + " MiB ...");
            BundleArchive.Written written = new BundleArchive("amurwatch-" + version.number(), version.timestamp())
                    .write(archive, content.entries());
            tell(
                    "Done in " + Duration.ofNanos(System.nanoTime() - begin).toSeconds()
                            + " s. On the other machine: unpack it, then run './install.sh' as root (docs/install-offline.md).");
            show(written);
            return ExitCode.DONE;
        } finally {
            Folders.delete(work);
        }
    }

    private Path archive(Platform platform) {
        Path archive = (output == null ? Path.of("amurwatch-" + version.number() + "-" + platform + ENDING) : output)
                .toAbsolutePath()
                .normalize();
        if (!archive.toString().endsWith(ENDING)) {
            throw CommandFailure.usage(
                    "--output names the archive, a file that ends in " + ENDING + "; got '" + output + "'.");
        }
        if (!Files.isDirectory(archive.resolveSibling(""))) {
            throw CommandFailure.usage(
                    "The archive's folder " + archive.getParent() + " does not exist: create it first.");
        }
        if (Files.exists(archive) && !force) {
            throw CommandFailure.usage(
                    archive + " is there already. Name another file by --output, or replace it by" + " --force.");
        }
        return archive;
    }

    /** What install.sh reads of the bundle. */
    private Path identity(Path work, Platform platform) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("version=").append(version.number()).append('\n');
        version.revision()
                .ifPresent(revision -> text.append("revision=").append(revision).append('\n'));
        text.append("platform=").append(platform).append('\n');
        text.append("java=").append(System.getProperty("java.version")).append('\n');
        return Files.writeString(work.resolve("VERSION"), text);
    }

    private void tell(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(sentence);
        err.flush();
    }

    private void show(BundleArchive.Written written) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("archive", written.archive().toString());
        row.put("bytes", written.bytes());
        row.put("sha256", written.sha256());
        new Output(spec.commandLine().getOut(), OutputFormat.TABLE).rows(List.copyOf(row.keySet()), List.of(row));
    }
}
