package org.amurwatch.consumer.dashboard.browser;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that opens the page in a real Chromium (Debian: {@code chromium}), which it gets as a parameter. Where there is none
 * it is skipped with the reason; with {@code AMURWATCH_PAGE_TESTS=required} in the environment, as CI sets it, it runs and
 * fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({NeedsChromium.Found.class, Chromium.class})
@interface NeedsChromium {

    /** Looks for the program. */
    final class Found implements ExecutionCondition {

        private static final List<String> NAMES =
                List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if ("required".equals(System.getenv("AMURWATCH_PAGE_TESTS"))) {
                return ConditionEvaluationResult.enabled("tests of the page are required");
            }
            return program().isPresent()
                    ? ConditionEvaluationResult.enabled("Chromium is there")
                    : ConditionEvaluationResult.disabled(
                            "Chromium is not there (Debian package chromium, or set AMURWATCH_CHROMIUM to the program)");
        }

        /** That of {@code AMURWATCH_CHROMIUM}, else the first on the path. */
        static Optional<Path> program() {
            String named = System.getenv("AMURWATCH_CHROMIUM");
            if (named != null) {
                return Optional.of(Path.of(named)).filter(Files::isExecutable);
            }
            String folders = Objects.requireNonNullElse(System.getenv("PATH"), "");
            return Stream.of(folders.split(File.pathSeparator))
                    .filter(folder -> !folder.isEmpty())
                    .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }
}
