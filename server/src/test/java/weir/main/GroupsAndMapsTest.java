package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Groups and maps over a real socket, as clients send them. */
class GroupsAndMapsTest {

    private static RunningProduct product;

    @BeforeAll
    static void start() {
        product = new RunningProduct(Map.of());
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    private static int put(String path, String body) {
        return product.send("PUT", path, body).statusCode();
    }

    @Test
    void groupIsGivenBackAsItWasSent() {
        String example =
                "{\"external\":[\"0.0.0.0/0\",\"::/0\"],\"private\":[\"10.0.0.0/8\",\"FC00::/7\"],\"none\":[]}";
        assertThat(put("/group/private_groups/json", example)).isEqualTo(204);
        assertThat(product.json("/group/private_groups/json")).isEqualTo(RunningProduct.JSON.readTree(example));
        assertThat(product.get("/group/nobody/json").statusCode()).isEqualTo(404);
    }

    @Test
    void listTellsWhenEachWasChanged() {
        long before = System.currentTimeMillis();
        put("/group/listed/json", "{a:['10.0.0.0/8']}");
        put("/map/listed/json", "{a:['1']}");
        for (String list : new String[] {"/group/json", "/groups/json", "/map/json"}) {
            assertThat(product.json(list).get("listed").asLong())
                    .as(list)
                    .isBetween(before, System.currentTimeMillis());
        }
        long first = product.json("/group/json").get("listed").asLong();
        put("/group/listed/json", "{b:['10.0.0.0/8']}");
        assertThat(product.json("/group/json").get("listed").asLong()).isGreaterThanOrEqualTo(first);
    }

    @Test
    void postIsPutAndDeletingWhatIsNotThereIsFine() {
        assertThat(product.send("POST", "/map/services/json", "{\"web\":[\"80\",443]}")
                        .statusCode())
                .isEqualTo(204);
        JsonNode map = product.json("/map/services/json");
        assertThat(map.get("web").get(1).asString()).isEqualTo("443");
        assertThat(product.send("DELETE", "/map/services/json", "").statusCode())
                .isEqualTo(204);
        assertThat(product.send("DELETE", "/map/services/json", "").statusCode())
                .isEqualTo(204);
        assertThat(product.get("/map/services/json").statusCode()).isEqualTo(404);
        assertThat(product.json("/map/json").has("services")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a:'10.0.0.0/8'}",
                "{a:['10.0.0.0/33']}",
                "{a:['10.0.0.1-10.0.0.9']}",
                "{a:['10.0.0.0/8','nowhere']}",
                "{a:[1]}",
                "{a:null}",
                "{a:[null]}",
                "{a:{b:['10.0.0.1']}}",
                "['10.0.0.0/8']",
                "nothing",
                ""
            })
    void oneBadElementRefusesTheWholeGroup(String body) {
        put("/group/kept/json", "{a:['10.0.0.0/8']}");
        assertThat(put("/group/kept/json", body)).isEqualTo(400);
        assertThat(product.json("/group/kept/json").get("a").get(0).asString()).isEqualTo("10.0.0.0/8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a:'80'}", "{a:[true]}", "{a:null}", "{a:[null]}", "{a:[['80']]}", "[]", "{a"})
    void mapMustBeAnObjectOfArrays(String body) {
        assertThat(put("/map/wrong/json", body)).isEqualTo(400);
        assertThat(product.get("/map/wrong/json").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a:b", "a%20b", "%C3%A9"})
    void namesHaveLettersDigitsUnderscoreAndDash(String name) {
        assertThat(put("/group/" + name + "/json", "{a:[]}")).isEqualTo(400);
        assertThat(put("/map/" + name + "/json", "{a:[]}")).isEqualTo(400);
        assertThat(put("/group/7-a_B/json", "{a:[]}")).isEqualTo(204);
    }

    @Test
    void readonlyEngineRefusesChanges() {
        try (RunningProduct readonly = new RunningProduct(Map.of("http.readonly", "yes"))) {
            assertThat(readonly.send("PUT", "/group/a/json", "{a:[]}").statusCode())
                    .isEqualTo(403);
            assertThat(readonly.send("DELETE", "/map/a/json", "").statusCode()).isEqualTo(403);
            assertThat(readonly.json("/group/json").size()).isZero();
        }
    }
}
