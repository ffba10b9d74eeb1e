package weir.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import weir.metric.AgentHint.Kind;
import weir.metric.AgentStatus.PoolDifference;
import weir.metric.AgentStatus.Recent;

/**
 * Tells what keeps an agent from reporting well. It follows from what is known of the agent at a moment and from nothing
 * else, so a replay gives the same hints at any speed.
 *
 * <p>Thread: any.
 */
public final class AgentHealth {

    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;

    /** Silence, unless the agent usually sends less often. */
    static final long SHORTEST_SILENCE = 30 * SECOND;
    /** Silence in usual gaps between datagrams. */
    static final int SILENT_GAPS = 3;
    /** Polling more slowly than this is as good as none. */
    static final long NO_COUNTERS = 3 * MINUTE;
    /** A network that carries anything is sampled in less. */
    static final long NO_SAMPLES = 5 * MINUTE;
    /** For so long something that happened is worth a hint. */
    static final long REMEMBERED = 10 * MINUTE;
    /** More than this share is worth a hint. */
    static final double SHARE = 0.01;
    /** A few are no share. */
    static final int FEW = 3;

    /** A sample pool that differs by less from the sampling rate is near enough. */
    static final double POOL_TOLERANCE = 0.1;
    /** Random sampling may differ by so many standard errors; of the data sources of a large network one in millions does. */
    static final double CLEAR = 5;

    private AgentHealth() {}

    /** What is wrong, the gravest first. Absent: empty when all is well. */
    public static List<AgentHint> hints(AgentStatus agent) {
        Recent recent = agent.recent();
        List<AgentHint> hints = new ArrayList<>();
        boolean silent = agent.lastSeen() > Math.max(SHORTEST_SILENCE, SILENT_GAPS * recent.usualGap());
        if (silent) {
            hints.add(Kind.SILENT.with(time(agent.lastSeen()), time(Math.max(SECOND, recent.usualGap()))));
        }
        boolean shared = isLate(recent.lastConflict());
        if (shared) {
            hints.add(Kind.SHARED_ADDRESS.with());
        }
        if (isLate(recent.lastRefusal())) {
            hints.add(Kind.REFUSED.with());
        }
        if (!silent) {
            addMissing(agent, hints);
            addShares(recent, hints);
            if (!shared) {
                agent.poolDifference().map(AgentHealth::samplingRate).ifPresent(hints::add);
            }
        }
        if (!shared && isLate(recent.lastRestart())) {
            hints.add(Kind.RESTARTED.with(time(recent.lastRestart().orElse(0))));
        }
        return List.copyOf(hints);
    }

    private static void addMissing(AgentStatus agent, List<AgentHint> hints) {
        boolean customOnly = agent.customSamples() > 0
                && agent.counters().dataSources() + agent.flows().dataSources() == 0;
        if (customOnly) {
            return;
        }
        if (missing(agent, agent.recent().lastCounters()) > NO_COUNTERS) {
            hints.add(Kind.NO_COUNTERS.with(since(agent, agent.recent().lastCounters())));
        }
        if (missing(agent, agent.recent().lastFlows()) > NO_SAMPLES) {
            hints.add(Kind.NO_SAMPLES.with(since(agent, agent.recent().lastFlows())));
        }
    }

    /** How long nothing of a kind came, or since the agent is known. */
    private static long missing(AgentStatus agent, OptionalLong last) {
        return last.orElse(agent.firstSeen());
    }

    private static String since(AgentStatus agent, OptionalLong last) {
        String time = time(missing(agent, last));
        return last.isPresent() ? "for " + time : "since it was first seen " + time + " ago";
    }

    /**
     * How clearly a sample pool contradicts a sampling rate, in standard errors of random sampling. Absent: 0 when it does
     * not, or when there is too little to tell.
     */
    static double contradiction(long samplingRate, double poolRate, int samples) {
        if (samplingRate == 0 || poolRate == 0) {
            return 0;
        }
        double difference = Math.abs(poolRate / samplingRate - 1);
        double clarity = difference * Math.sqrt(samples);
        return difference > POOL_TOLERANCE && clarity > CLEAR ? clarity : 0;
    }

    private static AgentHint samplingRate(PoolDifference difference) {
        int others = difference.dataSources() - 1;
        return Kind.SAMPLING_RATE.with(
                difference.dataSource().toString(),
                Long.toString(difference.samplingRate()),
                String.format(Locale.ROOT, "%.0f", difference.poolRate()),
                others == 0 ? "" : ", and so with " + others + (others == 1 ? " other" : " others"));
    }

    private static void addShares(Recent recent, List<AgentHint> hints) {
        addShare(Kind.LOSSY, recent.lost(), recent.datagrams() + recent.lost(), hints);
        addShare(Kind.DROPPING, recent.flowDrops(), recent.flowSamples() + recent.flowDrops(), hints);
        addShare(Kind.DUPLICATED, recent.duplicates(), recent.datagrams(), hints);
    }

    private static void addShare(Kind kind, long part, long whole, List<AgentHint> hints) {
        if (part >= FEW && part > SHARE * whole) {
            hints.add(kind.with(percent(part, whole)));
        }
    }

    private static boolean isLate(OptionalLong age) {
        return age.isPresent() && age.getAsLong() < REMEMBERED;
    }

    private static String percent(long part, long whole) {
        double percent = 100.0 * part / whole;
        return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
    }

    /** A time in its largest unit that makes at least two of it. */
    private static String time(long millis) {
        long seconds = Math.round(millis / 1000.0);
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
    }
}
