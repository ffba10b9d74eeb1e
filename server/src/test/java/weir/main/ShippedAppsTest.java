package weir.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The apps that come with the product, over its demo. Source: REST API reference, section 11. */
class ShippedAppsTest {

    private static final String EXPORT = "/app/prometheus/scripts/export.js/";
    private static final String DASHBOARD = "/app/dashboard-example/scripts/metrics.js/";

    private static RunningProduct product;

    @BeforeAll
    static void start() {
        product = new RunningProduct(Map.of(
                "app.folder",
                Path.of("..", "app").toString(),
                "sflow.file",
                Path.of("..", "demo", "leafspine.pcap.gz").toString(),
                "sflow.file.speed",
                "5"));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    /** Asks until an answer contains something. */
    private static String await(String path, String wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            HttpResponse<String> answer = product.get(path);
            if (answer.statusCode() == 200 && answer.body().contains(wanted)) {
                return answer.body();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void allScriptsRunWell() {
        JsonNode apps = product.json("/apps/json");
        assertThat(apps.path("prometheus").path("scripts").get(0).asString()).isEqualTo("prometheus~export.js");
        assertThat(apps.path("dashboard-example").path("entry").asString()).startsWith("/html/");
        await("/app/prometheus/status", "OK");
        await("/app/dashboard-example/status", "OK");
        assertThat(product.json("/app/prometheus/api-docs").path("paths").size())
                .isEqualTo(2);
    }

    @Test
    void exportsStatisticsWithTheNameOfTheGroup() {
        String path = EXPORT + "statistics/fabric/ALL/sum:ifspeed,max:load_one,max:host_name/txt";
        await(path, "sflow_sum_ifspeed");
        // interfaces are heard of before hosts are
        await(path, "sflow_max_load_one");
        // the replay goes on between two questions, so the export is held between two equal answers
        String text;
        double told;
        do {
            told = sumOfSpeeds();
            text = product.get(path).body();
        } while (sumOfSpeeds() != told);
        assertThat(text)
                .containsPattern("(?m)^sflow_max_load_one\\{group=\"fabric\"\\} [0-9.]+$")
                .doesNotContain("host_name");
        assertThat(Double.parseDouble(text.replaceAll("(?s).*sflow_sum_ifspeed\\{group=\"fabric\"\\} (\\S+).*", "$1")))
                .isEqualTo(told);
    }

    private static double sumOfSpeeds() {
        return product.json("/metric/ALL/sum:ifspeed/json")
                .get(0)
                .path("metricValue")
                .asDouble();
    }

    @Test
    void statisticsPassAFilterOn() {
        String text = await(EXPORT + "statistics/one/ALL/max:load_one/txt?host_name=leaf1", "load_one");
        JsonNode leaf = product.json("/metric/leaf1/max:load_one/json").get(0);
        assertThat(leaf.path("metricN").asInt()).isEqualTo(1);
        assertThat(text).startsWith("sflow_max_load_one{group=\"one\"} ");
        assertThat(product.get(EXPORT + "statistics/one/ALL/max:load_one/txt?host_name=nobody")
                        .body())
                .isEmpty();
    }

    @Test
    void exportsFlowsWithALabelForEachKey() {
        String path = EXPORT + "flows/ALL/txt?metric=pair_bps&key="
                + encoded("ipsource,concat:,:ipdestination:ipttl").replace("concat%3A%2C", "concat%3A%5C%2C")
                + "&label=src,dst&value=bytes&scale=8&maxFlows=3";
        String text = await(path, "pair_bps{");
        assertThat(text.lines())
                .hasSizeBetween(1, 3)
                .allMatch(line -> line.matches("pair_bps\\{src=\"[0-9.]+\",dst=\"[0-9.]+,\\d+\"} [0-9.eE+]+"));
    }

    @Test
    void labelsAreMadeOfTheKeysUnlessGiven() {
        assertThat(await(EXPORT + "flows/ALL/txt?metric=nets&key=mask:ipsource:24&value=frames", "nets{"))
                .contains("nets{mask_ipsource_24=\"10.");
        assertThat(await(EXPORT + "flows/ALL/txt?metric=total&value=frames", "total "))
                .matches("total [0-9.eE+]+\\n");
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        for (String query : new String[] {
            "value=bytes",
            "metric=a",
            "metric=a&value=bytes&key=nofunction:x",
            "metric=a&value=bytes&n=x",
            "metric=a&value=bytes&key=ipsource&label=a,b"
        }) {
            assertThat(product.get(EXPORT + "flows/ALL/txt?" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(product.get(EXPORT + "nothing/txt").statusCode()).isEqualTo(404);
        await("/app/prometheus/status", "OK");
    }

    @Test
    void dashboardKeepsItsTrends() {
        await(DASHBOARD + "metric/json", "eth.ip");
        assertThat(product.json("/flow/json").propertyNames()).contains("dashboard_example_stack");
        JsonNode trend = product.json(DASHBOARD + "trend/json").path("trend");
        int points = trend.path("times").size();
        assertThat(points).isPositive();
        assertThat(trend.path("trends").path("total").size()).isEqualTo(points);
        assertThat(trend.path("trends").path("stacks").size()).isEqualTo(points);
        long last = trend.path("times").get(points - 1).asLong();
        JsonNode later = product.json(DASHBOARD + "trend/json?after=" + last).path("trend");
        assertThat(later.path("times").valueStream()).allMatch(time -> time.asLong() > last);
        assertThat(product.get("/app/dashboard-example/html/index.html").statusCode())
                .isEqualTo(200);
    }
}
