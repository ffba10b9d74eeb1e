/**
 * Names that come from outside: databases of countries and autonomous systems, vendors of MAC addresses, DNS.
 *
 * <p>In: files that the operator names, answers of DNS servers. Out: the parts of {@link weir.lookup.Lookups} that shards
 * ask for every sample, all of them answered from memory. Files are read and servers are asked on threads of their own.
 */
@NullMarked
package weir.names;

import org.jspecify.annotations.NullMarked;
