package weir.meter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.flow.FlowCache;

/**
 * Has the flows of data sources come from memory before they are read.
 *
 * <p>The flows of a data source are a list, scattered over memory, and each names the next: following one list waits for
 * memory at each step. So many lists are followed side by side, with as many waits at the same time.
 *
 * <p>Thread: owner of the caches only.
 */
final class ListsAhead {

    private final List<FlowCache> caches = new ArrayList<>();
    private int[] heads = new int[64];
    /** What was read ahead: kept so that reading it is not left out. */
    private long read;

    /** Adds the list of a data source. */
    void add(FlowCache cache, int source) {
        int head = cache.ahead().firstEntry(source);
        if (head == FlowCache.NONE) {
            return;
        }
        if (caches.size() == heads.length) {
            heads = Arrays.copyOf(heads, 2 * heads.length);
        }
        heads[caches.size()] = head;
        caches.add(cache);
    }

    /** Follows all lists that were added to their ends, and forgets them. */
    void fetch() {
        while (!caches.isEmpty()) {
            for (int list = caches.size() - 1; list >= 0; list--) {
                FlowCache cache = caches.get(list);
                read += cache.ahead().readEntry(heads[list]);
                heads[list] = cache.ahead().nextEntry(heads[list]);
                if (heads[list] == FlowCache.NONE) {
                    FlowCache last = caches.removeLast();
                    if (list < caches.size()) {
                        heads[list] = heads[caches.size()];
                        caches.set(list, last);
                    }
                }
            }
        }
    }

    @Override
    public String toString() {
        return caches.size() + " lists, read " + read;
    }
}
