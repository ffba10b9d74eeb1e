package weir.service;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import weir.ingest.CaptureInput;
import weir.ingest.CaptureSource;
import weir.ingest.EngineClock;
import weir.request.InvalidRequestException;
import weir.request.NotFoundException;
import weir.service.ReplayStatus.State;

/**
 * The replay of a capture: where it stands, and letting a held one go.
 *
 * <p>Thread: any. Source: REST {@code /replay/json}.
 */
public final class ReplayService {

    private record Replay(CaptureInput input, CaptureSource source, BooleanSupplier ended) {}

    private final @Nullable Replay replay;

    private ReplayService(@Nullable Replay replay) {
        this.replay = replay;
    }

    /** There is no replay. */
    static ReplayService none() {
        return new ReplayService(null);
    }

    /**
     * The replay of a source.
     *
     * @param ended whether all shards have applied everything
     */
    static ReplayService of(CaptureInput input, CaptureSource source, BooleanSupplier ended) {
        return new ReplayService(new Replay(input, source, ended));
    }

    private Replay required() {
        if (replay == null) {
            throw new NotFoundException("no capture is replayed");
        }
        return replay;
    }

    /**
     * Where the replay stands.
     *
     * @throws NotFoundException datagrams come from UDP sockets
     */
    public ReplayStatus status() {
        Replay now = required();
        State state = state(now);
        return new ReplayStatus(
                now.input.file().toString(),
                state,
                now.input.speed(),
                now.input.loop(),
                now.source.clock().now() / EngineClock.MILLISECOND,
                now.source.handedOver());
    }

    private static State state(Replay replay) {
        if (replay.ended.getAsBoolean()) {
            return State.ENDED;
        }
        return replay.source.isHeld() ? State.HELD : State.RUNNING;
    }

    /**
     * Starts a replay that is held.
     *
     * @throws NotFoundException datagrams come from UDP sockets
     * @throws InvalidRequestException the replay is running or has ended
     */
    public void start() {
        Replay now = required();
        if (!now.source.release()) {
            throw new InvalidRequestException(
                    "the replay is not held, it is " + state(now).text());
        }
    }
}
