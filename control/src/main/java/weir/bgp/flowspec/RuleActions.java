package weir.bgp.flowspec;

import weir.bgp.route.Communities;
import weir.bgp.route.ExtendedCommunities;
import weir.bgp.route.NextHop;

/**
 * What to do with the packets of a rule. Thread: any; immutable. Source: RFC 8955, section 7.
 *
 * @param extended what filters do, and extended communities of other meaning
 * @param communities communities that go with the rule
 * @param nextHop where packets are redirected to; {@link NextHop#NONE} when they are not, or in another way
 */
public record RuleActions(ExtendedCommunities extended, Communities communities, NextHop nextHop) {}
