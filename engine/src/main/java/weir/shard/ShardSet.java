package weir.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import weir.ingest.Marks;
import weir.meter.Meter;
import weir.request.UnavailableException;
import weir.topology.EdgeHosts;
import weir.topology.SeenHost;

/**
 * All shards, for questions that concern each of them: they answer in parallel, the asker puts the answers together.
 *
 * <p>Thread: {@link #add} before the shards start; the rest any but a shard's.
 */
public final class ShardSet {

    /** A shard that has not answered by then has died. */
    private static final long PATIENCE_SECONDS = 30;

    /** A shard that has nothing to do has reached the last mark. */
    private static final long BEHIND = 2 * Marks.INTERVAL;

    private record Member(Shard shard, ShardMailbox mailbox, Meter meter, EdgeHosts hosts) {}

    private final List<Member> members = new ArrayList<>();

    /** Adds a shard with what measures flows on it, and what knows where hosts are attached. */
    public void add(Shard shard, Meter meter, EdgeHosts hosts) {
        members.add(new Member(shard, shard.mailbox(), meter, hosts));
    }

    /** Number of shards. */
    public int size() {
        return members.size();
    }

    /**
     * The instant to ask a shard for when it answers: now, or when it is behind by more than two marks the time of what it
     * applied last. Asked for a later one, flows would have decayed for lack of what waits.
     *
     * <p>Thread: the shard's.
     *
     * @param meter the shard's
     * @param now engine time
     */
    public long instant(Meter meter, long now) {
        for (Member member : members) {
            if (member.meter == meter) {
                long reached = member.shard.reached();
                return reached != Long.MIN_VALUE && now - reached > BEHIND ? reached : now;
            }
        }
        return now;
    }

    /**
     * Asks every shard and waits.
     *
     * @param question makes the question to the shard with a meter, which is used on the shard's thread only
     * @return the answers in the order of the shards
     * @throws UnavailableException a shard is closed or has too much to do
     */
    public <A> List<A> ask(Function<Meter, ShardQuestion<A>> question) {
        List<CompletableFuture<A>> asked = new ArrayList<>(members.size());
        for (Member member : members) {
            asked.add(member.mailbox.ask(question.apply(member.meter)));
        }
        List<A> answers = new ArrayList<>(asked.size());
        for (CompletableFuture<A> answer : asked) {
            answers.add(await(answer));
        }
        return answers;
    }

    /**
     * Asks every shard for hosts and waits.
     *
     * @param find finds them, on the shard's thread
     * @return the answers in the order of the shards
     * @throws UnavailableException a shard is closed or has too much to do
     */
    public List<List<SeenHost>> askHosts(Function<EdgeHosts, List<SeenHost>> find) {
        List<CompletableFuture<List<SeenHost>>> asked = new ArrayList<>(members.size());
        for (Member member : members) {
            asked.add(member.mailbox.ask(() -> find.apply(member.hosts)));
        }
        return asked.stream().map(ShardSet::await).toList();
    }

    /** Has something done on every shard, some time soon. */
    public void tell(Function<Meter, Runnable> work) {
        members.forEach(member -> member.mailbox.tell(work.apply(member.meter)));
    }

    private static <A> A await(CompletableFuture<A> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnavailableException unavailable) {
                throw unavailable;
            }
            throw new IllegalStateException("a shard could not answer", e.getCause());
        } catch (TimeoutException e) {
            throw new UnavailableException("a shard has not answered for " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted while a shard was asked");
        }
    }
}
