package weir.rest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/** What the JVM and the operating system say of the process, as figures. */
final class ProcessFigures {

    private ProcessFigures() {}

    static void addTo(Figures figures) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        // Before the JVM has measured a load it says -1, or NaN.
        figures.add("cpuLoadProcess", "cpu_load_process", load(system.getProcessCpuLoad()));
        figures.add("cpuLoadSystem", "cpu_load_system", load(system.getCpuLoad()));
        figures.add("cpuTime", "cpu_time_ms", TimeUnit.NANOSECONDS.toMillis(system.getProcessCpuTime()));
        figures.add("loadAverage", load(system.getSystemLoadAverage()));
        figures.add("availableProcessors", "cpu_available_cores", system.getAvailableProcessors());
        figures.add("memTotal", "mem_total_bytes", system.getTotalMemorySize());
        figures.add("memFree", "mem_free_bytes", system.getFreeMemorySize());
        memory(figures);
        threads(figures);
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        figures.add("javaVersion", System.getProperty("java.version", ""));
        figures.add("jvmName", runtime.getVmName());
        figures.add("jvmVendor", runtime.getVmVendor());
        figures.add("jvmVersion", runtime.getVmVersion());
        figures.add("osName", system.getName());
        figures.add("osVersion", system.getVersion());
        figures.add("osArch", system.getArch());
    }

    private static void memory(Figures figures) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        figures.add("heapInit", heap.getInit());
        figures.add("heapUsed", "heap_used_bytes", heap.getUsed());
        figures.add("heapCommitted", heap.getCommitted());
        figures.add("heapMax", "heap_max_bytes", heap.getMax());
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        figures.add("nonHeapInit", other.getInit());
        figures.add("nonHeapUsed", other.getUsed());
        figures.add("nonHeapCommitted", other.getCommitted());
        figures.add("nonHeapMax", other.getMax());
        long collections = 0;
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += Math.max(0, collector.getCollectionCount());
            millis += Math.max(0, collector.getCollectionTime());
        }
        figures.add("gcCount", "gc_count", collections);
        figures.add("gcTime", "gc_time_ms", millis);
    }

    private static void threads(Figures figures) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        figures.add("threadCount", threads.getThreadCount());
        figures.add("threadDaemonCount", threads.getDaemonThreadCount());
        figures.add("threadTotalStartedCount", threads.getTotalStartedThreadCount());
    }

    private static double load(double load) {
        return load >= 0 ? load : 0;
    }
}
