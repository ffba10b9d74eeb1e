/**
 * Capture files.
 *
 * <p>In: pcap and pcapng, plain or gzip, from a file or a pipe. Out: the UDP datagrams they hold, with their time stamps
 * and end points, and counts of everything that was passed over. Knows nothing of sFlow. Everyone may call it; a
 * {@link weir.pcap.CapturedDatagram} is a view that the next one overwrites.
 */
@NullMarked
package weir.pcap;

import org.jspecify.annotations.NullMarked;
