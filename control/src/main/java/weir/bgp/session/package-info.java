/**
 * Sessions with neighbours: the connection, one class for each state of RFC 4271, and what is announced.
 *
 * <p>In: connections of routers, or theirs that are dialled; routes and rules to announce. Out: updates of neighbours, word of
 * sessions that came up and went down. The services call it, through {@link weir.bgp.session.BgpSpeaker}.
 */
@NullMarked
package weir.bgp.session;

import org.jspecify.annotations.NullMarked;
