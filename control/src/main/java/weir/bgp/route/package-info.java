/**
 * What BGP says of a route, as values: families, AS paths, communities.
 *
 * <p>In: numbers from the wire, text from users. Out: immutable values with the text forms that operators know. Everyone
 * may call it.
 */
@NullMarked
package weir.bgp.route;

import org.jspecify.annotations.NullMarked;
