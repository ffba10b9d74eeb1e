package weir.service;

/**
 * The replay of a capture: where it stands, and letting a held one go.
 *
 * <p>Thread: any. Source: REST {@code /replay/json}.
 */
public interface ReplayService {

    /**
     * Where the replay stands.
     *
     * @throws weir.request.NotFoundException datagrams come from UDP sockets
     */
    ReplayStatus status();

    /**
     * Starts a replay that is held.
     *
     * @throws weir.request.NotFoundException datagrams come from UDP sockets
     * @throws weir.request.InvalidRequestException the replay is running or has ended
     */
    void start();
}
