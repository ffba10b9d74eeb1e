/**
 * What neighbours have announced: routes, found by the longest prefix that matches an address.
 *
 * <p>In: updates of one neighbour. Out: routes, without a lock for whoever asks. The speaker's thread writes; everyone may ask.
 */
@NullMarked
package weir.bgp.rib;

import org.jspecify.annotations.NullMarked;
