package weir.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found about a rule, and on which samples.
 *
 * <p>Thread: any; immutable.
 *
 * @param since begin of what was looked at, engine time in ms since the epoch
 * @param until its end
 * @param complete whether all datagrams of that time were there; older ones may have been overwritten
 * @param counted whose samples were counted
 * @param found what was found, as members that clients see
 */
public record RuleAnswer(long since, long until, boolean complete, Counted counted, Map<String, Object> found) {

    /**
     * Whose samples were counted, so that no packet counts for each device that sees it.
     *
     * @param by one of three words: edge, for ports at the edge of the topology; agent, for one that saw the attack and nearly
     *     all traffic to the target; agents, for those that were asked for
     * @param agents their addresses
     */
    public record Counted(String by, List<String> agents) {
        /** Copies the list. */
        public Counted {
            agents = List.copyOf(agents);
        }
    }

    /** The members that clients see. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("since", since);
        members.put("until", until);
        members.put("seconds", (until - since) / 1e3);
        members.put("complete", complete);
        members.put("counted", Map.of("by", counted.by(), "agents", counted.agents()));
        members.putAll(found);
        return members;
    }
}
