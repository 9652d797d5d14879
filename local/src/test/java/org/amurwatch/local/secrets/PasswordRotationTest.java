package org.amurwatch.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.amurwatch.security.Party;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordRotationTest {

    @TempDir
    Path work;

    private SecretsRun secrets;
    private PasswordRotation rotation;

    @BeforeEach
    void create() {
        secrets = new SecretsRun(work.resolve("secrets"));
        secrets.done("create", "--brokers", "1");
        rotation = new PasswordRotation(new SecretsFolder(work.resolve("secrets")), Party.DISPATCH);
    }

    @Test
    void shouldTellTheBrokersBeforeTheFileChanges() {
        String old = secrets.read("dispatch.password");
        List<String> told = new ArrayList<>();

        rotation.prepare();
        rotation.tell(password -> {
            told.add(new String(password));
            assertThat(secrets.read("dispatch.password")).isEqualTo(old);
        });
        rotation.commit();

        assertThat(secrets.read("dispatch.password"))
                .isEqualTo(told.get(0) + "\n")
                .isNotEqualTo(old);
    }

    @Test
    void shouldKeepTheOldPasswordWhenBrokersCannotBeToldAndGoOnWithTheSameNewOne() {
        String old = secrets.read("dispatch.password");
        List<String> told = new ArrayList<>();
        rotation.prepare();

        assertThatThrownBy(() -> rotation.tell(password -> {
                    told.add(new String(password));
                    throw new TimeoutException("no node answers");
                }))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.UNREACHABLE))
                .hasMessageContaining("is as it was")
                .hasMessageNotContaining(told.get(0));
        assertThat(secrets.read("dispatch.password")).isEqualTo(old);

        rotation.prepare();
        rotation.tell(password -> told.add(new String(password)));
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isEqualTo(told.get(0));
    }
}
