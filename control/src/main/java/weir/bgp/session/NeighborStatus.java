package weir.bgp.session;

/**
 * A session that is up. Thread: any; immutable.
 *
 * @param as the neighbour's system
 * @param id the neighbour's identifier, an IPv4 address
 * @param since when it came up, milliseconds since the epoch
 * @param announced routes and rules announced since then
 * @param withdrawn routes and rules withdrawn since then
 * @param updates updates of the neighbour since then
 * @param errors attributes and rules of the neighbour that were malformed
 */
public record NeighborStatus(int as, int id, long since, long announced, long withdrawn, long updates, long errors) {}
