package org.amurwatch.local.system;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.local.Child;

/** How this build starts Java processes: the Java that runs now, our own class path, and the unpacked registry. */
public final class JavaRuntime {

    /** Small and quick to start; a service's few hot paths don't need the second compiler. */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Dsun.stdout.encoding=UTF-8",
            "-Dsun.stderr.encoding=UTF-8",
            "-Djava.awt.headless=true",
            "-Damurwatch.log=SERVICE",
            "-Damurwatch.log.level=INFO",
            "-Damurwatch.log.kafka=INFO");

    private JavaRuntime() {}

    /** Command line of a child on our own class path. */
    static List<String> command(List<String> flags, String mainClass, List<String> arguments) {
        return command(ourClassPath(), flags, mainClass, arguments);
    }

    static List<String> command(String classPath, List<String> flags, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, Child.class.getName(), mainClass));
        command.addAll(arguments);
        return command;
    }

    private static String ourClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The registry's class path, and ours for {@link Child}. */
    static String registryClassPath() {
        Path own = ownCode();
        Path home = registryHome(own);
        try (var files = Files.list(home)) {
            Path runner = files.filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.FAILED,
                            "There is no registry in " + home
                                    + ". Delete it and build again: 'mvn -DskipTests package'."));
            return runner + File.pathSeparator + own;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException("Can't read " + home + ".", e);
        }
    }

    /** Beside our own code, where a build unpacks it; in a bundle, whose jars have a folder of their own, beside that. */
    static Path registryHome(Path own) {
        Path built = own.resolveSibling("registry");
        Path bundled = java.util.Objects.requireNonNull(own.getParent()).resolveSibling("registry");
        return Stream.of(built, bundled)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FAILED,
                        "The schema registry is neither in " + built + " nor in " + bundled
                                + ". In a checkout, build first: 'mvn -DskipTests package'. A bundle is damaged: install it"
                                + " again."));
    }

    /** Our jar, or the folder of our classes. */
    public static Path ownCode() {
        try {
            return Path.of(Child.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The place of our own code is no path.", e);
        }
    }
}
