package org.amurwatch.process;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Memory of this process as the operating system sees it. RocksDB and the threads' stacks lie outside of Java's heap, and a
 * container is killed by the sum, so that the heap alone says little.
 */
public final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";
    private static final String UNIT = "kB";
    private static final int KIBI = 1024;

    private ProcessMemory() {}

    /** Bytes of memory that it takes now; not a number where the system does not tell (it is Linux that does). */
    public static double residentBytes() {
        try {
            return residentBytes(Files.readAllLines(STATUS));
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    static double residentBytes(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(RESIDENT) && line.endsWith(UNIT))
                .map(line -> line.substring(RESIDENT.length(), line.length() - UNIT.length())
                        .strip())
                .mapToDouble(kibibytes -> Double.parseDouble(kibibytes) * KIBI)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Bytes of memory that it may take: the limit of its container, or the memory of the machine where it has none. */
    public static double limitBytes() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Double.NaN;
    }
}
