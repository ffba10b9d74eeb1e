/**
 * What an address, a number or a name of a packet is called: groups, maps, countries, networks, vendors, hosts, ports.
 *
 * <p>In: sets given by users, files and tables supplied from above. Out: {@link weir.lookup.Lookups}, one immutable
 * version of all names at a time. Key functions ask it for every sample, so it answers ready-made
 * {@link weir.lookup.Label}s. Readers of database files and DNS live above.
 */
@NullMarked
package weir.lookup;

import org.jspecify.annotations.NullMarked;
