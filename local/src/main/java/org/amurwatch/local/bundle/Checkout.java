package org.amurwatch.local.bundle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;

/**
 * A built checkout of the source: where the parts of a bundle come from.
 *
 * @param root its top folder
 */
record Checkout(Path root) {

    /** The checkout whose {@code local/target} holds our own code. */
    static Checkout around(Path ownCode) {
        Path root = ownCode.resolve("../../..").normalize();
        Checkout checkout = new Checkout(root);
        List<Path> missing = Stream.of(
                        checkout.launcher(),
                        checkout.extras(),
                        checkout.jar(),
                        checkout.libraries(),
                        checkout.registry())
                .filter(path -> !Files.exists(path))
                .toList();
        if (!missing.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "A bundle is made from a built checkout of the source, by its './amurwatch bundle'. This program runs from "
                            + ownCode + ", which is in none: there is no " + missing.get(0) + ".");
        }
        return checkout;
    }

    Path launcher() {
        return root.resolve("amurwatch");
    }

    /** Files that are in bundles alone: install.sh, the service, README.txt. */
    Path extras() {
        return root.resolve("local/src/main/bundle");
    }

    Path target() {
        return root.resolve("local/target");
    }

    Path jar() {
        return target().resolve("amurwatch-local.jar");
    }

    Path libraries() {
        return target().resolve("lib");
    }

    Path registry() {
        return target().resolve("registry");
    }
}
