package weir.bench;

import java.lang.management.ManagementFactory;

/** The measured process: fills a fabric, collects, prints the bytes of heap that are alive. */
final class HeapOfFabric {

    private static final int COLLECTIONS = 3;

    private HeapOfFabric() {}

    static void main(String[] args) {
        int switches = Integer.parseInt(args[0]);
        Fabric fabric = Fabric.of(switches, Integer.parseInt(args[1]));
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        if (fabric.size() != switches) {
            throw new IllegalStateException("made " + switches + " agents, know " + fabric.size());
        }
        System.out.println(used);
    }
}
