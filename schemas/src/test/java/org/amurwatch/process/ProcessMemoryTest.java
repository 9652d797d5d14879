package org.amurwatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessMemoryTest {

    @Test
    void shouldReadWhatLinuxSays() {
        assertThat(ProcessMemory.residentBytes(List.of("Name:\tjava", "VmHWM:\t  999 kB", "VmRSS:\t    2048 kB")))
                .isEqualTo(2048 * 1024);
        assertThat(ProcessMemory.residentBytes(List.of("Name:\tjava"))).isNaN();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldBeMoreThanTheHeapInUseAndLessThanTheLimit() {
        Runtime java = Runtime.getRuntime();

        assertThat(ProcessMemory.residentBytes())
                .isGreaterThan((double) java.totalMemory() - java.freeMemory())
                .isLessThan(ProcessMemory.limitBytes());
    }
}
