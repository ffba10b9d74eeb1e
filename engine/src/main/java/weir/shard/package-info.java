/**
 * Owner threads of the measurements.
 *
 * <p>In: queued datagrams and marks, from {@code weir.ingest}. Out: state that each shard alone writes, and what it
 * publishes for readers. {@code weir.service} builds, starts and closes shards; nobody else calls in.
 */
@NullMarked
package weir.shard;

import org.jspecify.annotations.NullMarked;
