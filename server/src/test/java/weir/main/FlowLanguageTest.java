package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What helps people to write flow definitions. */
class FlowLanguageTest {

    private static RunningProduct product;

    @BeforeAll
    static void start() {
        product = new RunningProduct(Map.of());
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    private static JsonNode check(String keys, String filter) {
        return product.json("/flowcheck/json?value=bytes&keys=" + URLEncoder.encode(keys, StandardCharsets.UTF_8)
                + "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    @Test
    void tellsKeysAndFunctions() {
        JsonNode language = product.json("/flowlanguage/json");
        JsonNode address = language.path("keys").path("ipsource");
        assertThat(address.path("section").asString()).isEqualTo("IPv4");
        assertThat(address.path("numeric").asBoolean()).isFalse();
        assertThat(language.path("keys").path("bytes").path("numeric").asBoolean())
                .isTrue();
        assertThat(language.path("keys").size()).isGreaterThan(380);
        assertThat(language.path("functions").path("mask").path("usage").asString())
                .isEqualTo("mask:<key>:<bits>");
    }

    @Test
    void whatCanBeReadIsValid() {
        assertThat(check("ipsource,mask:ipdestination:24", "ipprotocol=6")
                        .path("valid")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void namesTheFirstMistakeWithItsPosition() {
        JsonNode answer = check("ipsource,nothing:ipdestination", "");
        assertThat(answer.path("valid").asBoolean()).isFalse();
        assertThat(answer.path("mistake").asString())
                .isEqualTo("keys, position 10, 'nothing:ipdestination': there is no function 'nothing'");
        assertThat(check("ipsource", "ipprotocol=").path("mistake").asString()).startsWith("filter, position 12");
    }

    @Test
    void checkingDefinesNothing() {
        check("ipsource", "");
        assertThat(product.json("/flow/json").size()).isZero();
    }
}
