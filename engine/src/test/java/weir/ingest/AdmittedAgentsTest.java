package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmittedAgentsTest {

    private static final long TIMEOUT = 100;

    private final AgentPlaces places = new AgentPlaces(3);
    private final AdmittedAgents agents = new AdmittedAgents(places, TIMEOUT);

    private boolean admit(boolean v6, long low, long now) {
        return agents.admit(AgentHash.of(v6, 0, low), v6, 0, low, now);
    }

    @Test
    void admitsTheFirstToComeUntilNoPlaceIsLeft() {
        assertThat(admit(false, 1, 0)).isTrue();
        assertThat(admit(false, 2, 0)).isTrue();
        assertThat(admit(false, 3, 0)).isTrue();
        assertThat(admit(false, 4, 0)).isFalse();
        assertThat(admit(false, 2, 1)).isTrue();
        assertThat(admit(false, 4, 1)).isFalse();
        assertThat(agents.count()).isEqualTo(3);
    }

    @Test
    void tellsIpv4AndIpv6AgentsOfTheSameNumberApart() {
        assertThat(admit(false, 1, 0)).isTrue();
        assertThat(admit(true, 1, 0)).isTrue();
        assertThat(agents.count()).isEqualTo(2);
    }

    @Test
    void givesThePlaceOfASilentAgentToAnother() {
        admit(false, 1, 0);
        admit(false, 2, 0);
        admit(false, 3, 0);
        admit(false, 2, 60);
        agents.clear(100);
        assertThat(agents.count()).isEqualTo(3);
        agents.clear(101);
        assertThat(agents.count()).isEqualTo(1);
        assertThat(admit(false, 4, 101)).isTrue();
        assertThat(admit(false, 5, 101)).isTrue();
        assertThat(admit(false, 1, 101)).isFalse();
        assertThat(admit(false, 2, 101)).isTrue();
    }

    @Test
    void sharesPlacesWithOtherSourceThreads() {
        AdmittedAgents others = new AdmittedAgents(places, TIMEOUT);
        assertThat(others.admit(AgentHash.of(false, 0, 9), false, 0, 9, 0)).isTrue();
        assertThat(admit(false, 1, 0)).isTrue();
        assertThat(admit(false, 2, 0)).isTrue();
        assertThat(admit(false, 3, 0)).isFalse();
    }

    @Test
    void findsEveryAgentAgainAfterGrowing() {
        AdmittedAgents many = new AdmittedAgents(new AgentPlaces(50_000), TIMEOUT);
        for (int round = 0; round < 2; round++) {
            for (long low = 0; low < 50_000; low++) {
                assertThat(many.admit(AgentHash.of(false, 0, low), false, 0, low, round))
                        .isTrue();
            }
        }
        assertThat(many.count()).isEqualTo(50_000);
        assertThat(many.admit(AgentHash.of(false, 0, 50_000), false, 0, 50_000, 1))
                .isFalse();
    }

    @Test
    void spreadsAgentsOfOneSubnetOverAllShards() {
        int[] perShard = new int[4];
        for (int i = 0; i < 1000; i++) {
            perShard[AgentHash.shard(AgentHash.of(false, 0, 0x0A00_0000L + i), 4)]++;
        }
        assertThat(perShard).satisfies(counts -> {
            for (int count : counts) {
                assertThat(count).isBetween(200, 300);
            }
        });
    }
}
