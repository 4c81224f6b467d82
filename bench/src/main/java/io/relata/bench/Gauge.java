package io.relata.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What this process has used up so far. */
record Gauge(long cpuNanos, long wallNanos, long collectorMillis, Map<Long, Long> allocatedBytes) {

    static Gauge now() {
        long collectorMillis = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        long cpuNanos =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        return new Gauge(cpuNanos, System.nanoTime(), collectorMillis, allocations());
    }

    /** What was used since. */
    Measurement since(Gauge earlier, String variant, int round, OutputFolder.Size output) {
        long allocated = 0;
        for (Map.Entry<Long, Long> thread : allocatedBytes.entrySet()) {
            allocated += thread.getValue() - earlier.allocatedBytes.getOrDefault(thread.getKey(), 0L);
        }
        return new Measurement(
                variant,
                round,
                (cpuNanos - earlier.cpuNanos) / 1e9,
                (wallNanos - earlier.wallNanos) / 1e9,
                collectorMillis - earlier.collectorMillis,
                allocated,
                output);
    }

    private static Map<Long, Long> allocations() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocations = new HashMap<>();
        for (int thread = 0; thread < ids.length; thread++) {
            if (bytes[thread] > 0) {
                allocations.put(ids[thread], bytes[thread]);
            }
        }
        return allocations;
    }
}
