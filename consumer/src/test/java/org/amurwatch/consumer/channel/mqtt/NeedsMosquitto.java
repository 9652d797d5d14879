package org.amurwatch.consumer.channel.mqtt;

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
 * A test that starts Mosquitto, and listens with its own client (Debian: {@code mosquitto} and {@code mosquitto-clients}).
 * Where they are not it is skipped with the reason; with {@code AMURWATCH_MQTT_TESTS=required} in the environment, as CI sets
 * it, it runs and fails instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsMosquitto.Programs.class)
public @interface NeedsMosquitto {

    /** Looks for the programs. */
    final class Programs implements ExecutionCondition {

        private static final List<String> ALL = List.of("mosquitto", "mosquitto_passwd", "mosquitto_sub", "stdbuf");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if ("required".equals(System.getenv("AMURWATCH_MQTT_TESTS"))) {
                return ConditionEvaluationResult.enabled("tests with Mosquitto are required");
            }
            return ALL.stream().allMatch(program -> find(program).isPresent())
                    ? ConditionEvaluationResult.enabled("Mosquitto and its clients are there")
                    : ConditionEvaluationResult.disabled(
                            "Mosquitto is not there (Debian packages mosquitto and mosquitto-clients)");
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
