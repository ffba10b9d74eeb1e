/**
 * Datagrams as lists of field names and values, in the words and number formats that network engineers know.
 *
 * <p>In: samples and records as a {@link weir.sflow.SampleListener} gets them. Out: calls to a {@link
 * weir.listing.FieldSink}, of which there are three, writing text, JSON or lines of comma-separated values; and a
 * summary of many datagrams. The decoder tool calls it; nothing that measures does.
 */
@NullMarked
package weir.listing;

import org.jspecify.annotations.NullMarked;
