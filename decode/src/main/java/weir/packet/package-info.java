/**
 * The sampled header of a packet: which protocol layers it holds and where they begin.
 *
 * <p>In: the leading bytes of a packet, cut anywhere. Out: {@link weir.packet.PacketLayers}, positions only; nothing is
 * copied and no field is read that the walk does not need. Everyone may call it; nobody keeps its view.
 */
@NullMarked
package weir.packet;

import org.jspecify.annotations.NullMarked;
