package weir.topology;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.metric.Agent;

/** Small numbers for agents, to be kept beside other numbers. Thread: one. */
final class NumberedAgents {

    private final Map<Agent, Integer> numbers = new HashMap<>();
    private final List<@Nullable Agent> agents = new ArrayList<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private @Nullable Agent latest;
    private int latestNumber;

    /** The number of an agent; samples of one come together, so that the latest is answered at once. */
    int number(Agent agent) {
        if (!agent.equals(latest)) {
            Integer known = numbers.get(agent);
            latestNumber = known != null ? known : add(agent);
            latest = agent;
        }
        return latestNumber;
    }

    private int add(Agent agent) {
        Integer unused = free.poll();
        int number = unused != null ? unused : agents.size();
        if (unused == null) {
            agents.add(agent);
        } else {
            agents.set(number, agent);
        }
        numbers.put(agent, number);
        return number;
    }

    /** Forgets an agent, whose number another one may get. Absent: -1 when it has none. */
    int remove(Agent agent) {
        Integer number = numbers.remove(agent);
        if (number == null) {
            return -1;
        }
        latest = null;
        agents.set(number, null);
        free.add(number);
        return number;
    }

    /** The agent of a number. Absent: null. */
    @Nullable
    Agent agent(int number) {
        return number < agents.size() ? agents.get(number) : null;
    }
}
