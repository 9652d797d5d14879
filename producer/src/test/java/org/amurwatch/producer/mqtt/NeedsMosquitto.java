package org.amurwatch.producer.mqtt;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test that starts Mosquitto. Where it is not installed the test is skipped with the reason; with
 * {@code AMURWATCH_MQTT_TESTS=required} in the environment, as CI sets it, it runs and fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsMosquitto.Program.class)
public @interface NeedsMosquitto {

    /** Looks for programs. */
    final class Program implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if ("required".equals(System.getenv("AMURWATCH_MQTT_TESTS"))) {
                return ConditionEvaluationResult.enabled("tests with Mosquitto are required");
            }
            return find("mosquitto").isPresent() && find("mosquitto_passwd").isPresent()
                    ? ConditionEvaluationResult.enabled("Mosquitto is there")
                    : ConditionEvaluationResult.disabled("Mosquitto is not there (Debian package mosquitto)");
        }

        /** Where a program is. Debian has the server in a folder that is not on every user's path. */
        static Optional<Path> find(String program) {
            String folders = Objects.requireNonNullElse(System.getenv("PATH"), "");
            return Stream.concat(
                            Stream.of(folders.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                    .filter(folder -> !folder.isEmpty())
                    .map(folder -> Path.of(folder, program))
                    .filter(Files::isExecutable)
                    .findFirst();
        }
    }
}
