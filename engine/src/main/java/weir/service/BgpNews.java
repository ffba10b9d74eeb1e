package weir.service;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.bgp.session.BgpSpeaker;
import weir.bgp.session.SpeakerListener;
import weir.net.IpAddress;
import weir.service.BgpService.Neighbor;

/**
 * Word of sessions: to the log, and to whoever added the neighbour.
 *
 * <p>Thread: the speaker's.
 */
final class BgpNews implements SpeakerListener {

    private static final Logger LOG = LoggerFactory.getLogger(BgpNews.class);

    /** Keeps strangers who connect again and again from filling the log. */
    private static final int MOST_REFUSALS_TOLD = 100;

    private final Function<IpAddress, @Nullable Neighbor> neighbors;
    private final Supplier<@Nullable BgpSpeaker> speaker;
    private int refusalsTold;

    /**
     * Nothing was told yet.
     *
     * @param neighbors finds a neighbour; null for a stranger
     * @param speaker the speaker; null while there is none
     */
    BgpNews(Function<IpAddress, @Nullable Neighbor> neighbors, Supplier<@Nullable BgpSpeaker> speaker) {
        this.neighbors = neighbors;
        this.speaker = speaker;
    }

    @Override
    public void established(IpAddress router) {
        LOG.info("BGP open {}", router);
        Neighbor neighbor = neighbors.apply(router);
        BgpSpeaker running = speaker.get();
        if (neighbor != null && running != null) {
            running.status(router).ifPresent(status -> neighbor.table().setAs(Integer.toUnsignedLong(status.as())));
            neighbor.opened().accept(router.toString());
        }
    }

    @Override
    public void closed(IpAddress router, String reason) {
        LOG.info("BGP close {}: {}", router, reason);
        Neighbor neighbor = neighbors.apply(router);
        if (neighbor != null) {
            neighbor.closed().accept(router.toString());
        }
    }

    @Override
    public void failed(IpAddress router, String reason) {
        LOG.debug("BGP {}: {}", router, reason);
    }

    @Override
    public void refused(IpAddress address) {
        if (refusalsTold < MOST_REFUSALS_TOLD) {
            refusalsTold++;
            LOG.warn("BGP connection from {} closed: no neighbour has this address", address);
        }
    }

    @Override
    public void fault(Throwable fault) {
        LOG.error("BGP", fault);
    }
}
