package weir.bench;

import java.lang.management.ManagementFactory;

/** The measured process: fills a fabric, collects, prints the bytes of heap that are alive. */
final class HeapOfFabric {

    private static final int COLLECTIONS = 3;

    private HeapOfFabric() {}

    static void main(String[] args) {
        int switches = Integer.parseInt(args[0]);
        Fabric fabric = Fabric.of(switches, Integer.parseInt(args[1]));
        long used = alive();
        if (fabric.size() != switches) {
            throw new IllegalStateException("made " + switches + " agents, know " + fabric.size());
        }
        System.out.println(used);
    }

    /** Bytes of heap alive after a collection. */
    static long alive() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
