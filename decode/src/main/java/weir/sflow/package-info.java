/**
 * sFlow version 5 datagrams, samples and records.
 *
 * <p>In: the payload of one UDP datagram. Out: calls to a {@link weir.sflow.SampleListener} with views over that
 * payload, and counts of everything that was malformed or unknown. Knows formats, not meaning: no rates, no metrics, no
 * names looked up. Everyone may call it; nobody keeps one of its views.
 */
@NullMarked
package weir.sflow;

import org.jspecify.annotations.NullMarked;
