/**
 * Where datagrams and time come from: UDP sockets or a capture.
 *
 * <p>In: packets. Out: datagrams, numbered and stamped with engine time, and marks, in one bounded queue for each source
 * thread and shard; and the {@link weir.ingest.EngineClock}. Called by {@code weir.shard}, which empties the queues, and
 * by {@code weir.service}, which builds, starts and closes the source. Only this package knows whether engine time is
 * the wall clock or the clock of a replay.
 */
@NullMarked
package weir.ingest;

import org.jspecify.annotations.NullMarked;
