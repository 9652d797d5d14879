package org.amurwatch.process;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;

/** What a process takes, for its metrics: memory, collections, CPU, and since when it runs. */
public final class ProcessMeters implements AutoCloseable {

    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    /** @param metrics where they are shown, until this is closed */
    public ProcessMeters(MeterRegistry metrics) {
        new JvmMemoryMetrics().bindTo(metrics);
        garbageCollection.bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
        Gauge.builder("process.resident.memory.bytes", ProcessMemory::residentBytes)
                .description("Memory that the process takes")
                .register(metrics);
        Gauge.builder("process.memory.limit.bytes", ProcessMemory::limitBytes)
                .description("Memory that it may take")
                .register(metrics);
    }

    @Override
    public void close() {
        garbageCollection.close();
    }
}
