package org.amurwatch.producer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.amurwatch.failure.CommandFailure;
import org.amurwatch.failure.ExitCode;
import org.junit.jupiter.api.Test;

class DiskGuardTest {

    private static final long MIB = 1 << 20;

    @Test
    void shouldRefuseFromTheLimitOn() {
        List<DiskUsage> usages = List.of(
                new DiskUsage(1, "/var/kafka", 1000 * MIB, 500 * MIB),
                new DiskUsage(2, "/disk2", 1000 * MIB, 50 * MIB));
        assertThatThrownBy(() -> DiskGuard.refuse(usages, 0.95))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.exitCode())
                        .isEqualTo(ExitCode.FAILED))
                .hasMessageContaining("The disk of broker 2 (/disk2) is 95.0 % full, 50 MiB free");
    }

    @Test
    void shouldTakeInputBelowTheLimitAndFromBrokersThatDoNotTell() {
        assertThatCode(() -> DiskGuard.refuse(List.of(new DiskUsage(1, "/d", 1000 * MIB, 51 * MIB)), 0.95))
                .doesNotThrowAnyException();
        assertThatCode(() -> DiskGuard.refuse(List.of(), 0.95)).doesNotThrowAnyException();
        assertThatCode(() -> DiskGuard.refuse(List.of(new DiskUsage(1, "/d", 0, 0)), 0.95))
                .doesNotThrowAnyException();
    }
}
