package weir.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that reach out: HTTP, syslog, Graphite, names, commands. Source: script API reference, 9, 10.3 and 14. */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NetworkFunctionsTest {

    @TempDir
    private Path folder;

    private HttpServer server;
    private String url;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            String path = exchange.getRequestURI().getPath();
            String answer = exchange.getRequestMethod() + " " + path + " " + headers.getFirst("Content-Type") + " "
                    + headers.getFirst("Accept") + " " + headers.getFirst("Authorization") + " "
                    + headers.getFirst("X-A")
                    + " " + body;
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("X-B", "b");
            exchange.sendResponseHeaders(path.equals("/missing") ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void httpHasTwoLongForms() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval("http('" + url + "a')")).isEqualTo("\"GET /a null null null null \"");
            assertThat(scripts.eval("http('" + url + "a','get','me','secret','text/csv')"))
                    .isEqualTo("\"GET /a null text/csv Basic bWU6c2VjcmV0 null \"");
            assertThat(scripts.eval("http('" + url + "a','POST','text/plain',7,'me','secret')"))
                    .isEqualTo("\"POST /a text/plain null Basic bWU6c2VjcmV0 null 7\"");
            assertThat(scripts.eval("http('" + url + "a','delete','text/plain','x')"))
                    .isEqualTo("\"DELETE /a text/plain null null null x\"");
            for (String wrong :
                    new String[] {url + "missing", "http://127.0.0.1:1/", "nothing", "file:///etc/passwd"}) {
                assertThat(scripts.eval(
                                "(function(){ try { return http('" + wrong + "') } catch (e) { return e.name } })()"))
                        .as(wrong)
                        .isEqualTo("\"InternalError\"");
            }
        }
    }

    @Test
    void http2AnswersStatusHeadersAndAddress() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval("(function(){ var r = http2({url:'" + url + "b', operation:'Put', body:'x',"
                            + " headers:{'X-A':'1'}, user:'u', password:'p', other:1});"
                            + " return [r.status, r.body, r.url, r.headers['x-b'] || r.headers['X-b']] })()"))
                    .isEqualTo("[200,\"PUT /b null null Basic dTpw 1 x\",\"" + url + "b\",[\"b\"]]");
            assertThat(scripts.eval("(function(){ try { http2({}) } catch (e) { return e.message } })()"))
                    .isEqualTo("\"http2: url is missing\"");
        }
    }

    @Test
    void asynchronousRequestsCallBackOnTheThreadOfTheScript() {
        String text = """
                var said = [];
                httpAsync({url:'%1$sc', operation:'post', body:'b', success:function(r) { said.push(r.status + r.body); }});
                httpAsync({url:'%1$smissing', error:function(e) { said.push([e.status, e.url.length > 5, ('' + e).indexOf('404') > 0]); }});
                httpAsync({url:'http://127.0.0.1:1/', error:function(e) { said.push([e.status, typeof ('' + e)]); }});
                runCmdAsync({cmd:['sh','-c','echo out; echo err >&2; exit 3'], error:function(r) { said.push(r); }});
                try { httpAsync({url:'::'}) } catch (e) { said.push('thrown') }
                setHttpHandler(function() { return said.map(JSON.stringify).sort().join(' '); });
                """;
        try (RunningScripts scripts =
                RunningScripts.in(folder).script("a.js", text.formatted(url)).start()) {
            RunningScripts.await(() -> scripts.ask("a.js", "", false)
                    .body()
                    .equals("\"200POST /c null null null null b\" \"thrown\" [0,\"string\"] [404,true,true]"
                            + " {\"status\":3,\"stdout\":[\"out\"],\"stderr\":[\"err\"]}"));
        }
    }

    @Test
    void scriptWaitsForItsAsynchronousCallsBeforeItEnds() {
        String text = "httpAsync({url:'" + url + "', success:function(r) { storeSet('done', r.status) }});";
        try (RunningScripts scripts =
                RunningScripts.in(folder).script("a.js", text).start()) {
            scripts.awaitEnd("a.js");
            assertThat(scripts.status("a.js").gracefulExit()).isTrue();
            assertThat(folder.resolve("store/a.js/done")).hasContent("200");
        }
    }

    @Test
    void syslogSendsOneDatagramOfRfc3164() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                RunningScripts scripts = RunningScripts.evaluator(folder)) {
            int port = socket.getLocalPort();
            assertThat(scripts.eval("typeof syslog('127.0.0.1', '" + port + "', null, '2', {a:{b:1},c:'x\\ny'})"))
                    .isEqualTo("\"undefined\"");
            DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
            socket.receive(packet);
            String line = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            assertThat(line)
                    .matches(
                            "<130>[A-Z][a-z]{2} [ 123][0-9] \\d\\d:\\d\\d:\\d\\d \\S+ weir: \\{\"a\":\\{\"b\":1},\"c\":\"x\\\\ny\"}");
            assertThat(
                            scripts.eval(
                                    "(function(){ try { syslog('127.0.0.1',null,null,null,'text') } catch (e) { return e.message } })()"))
                    .isEqualTo("\"syslog: the message must be an object\"");
            assertThat(
                            scripts.eval(
                                    "(function(){ try { syslog('no.such.host.invalid',null,null,null,{}) } catch (e) { return e.name } })()"))
                    .isEqualTo("\"InternalError\"");
        }
    }

    @Test
    void graphiteSendsLinesOverTcp() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningScripts scripts = RunningScripts.evaluator(folder)) {
            CompletableFuture<String> got = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = listener.accept()) {
                    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    return e.toString();
                }
            });
            scripts.eval("graphite('127.0.0.1', " + listener.getLocalPort() + ", {'a.b':1.5,'c d':2})");
            assertThat(got.get()).matches("a\\.b 1\\.5 \\d{10}\nc_d 2 \\d{10}\n");
            assertThat(scripts.eval(
                            "(function(){ try { graphite('127.0.0.1', 1, {}) } catch (e) { return e.name } })()"))
                    .isEqualTo("\"InternalError\"");
        }
    }

    @Test
    void namesAreResolvedAndCommandsRun() {
        try (RunningScripts scripts = RunningScripts.evaluator(folder)) {
            assertThat(scripts.eval("dnsGetAllByName('127.0.0.1')")).isEqualTo("[\"127.0.0.1\"]");
            assertThat(scripts.eval("runCmd(['sh','-c','echo $A; pwd; echo e >&2; exit 2'], ['A=x y'], '/')"))
                    .isEqualTo("{\"status\":2,\"stdout\":[\"x y\",\"/\"],\"stderr\":[\"e\"]}");
            assertThat(scripts.eval(
                            "(function(){ try { runCmd(['/no/such/command']) } catch (e) { return e.name } })()"))
                    .isEqualTo("\"InternalError\"");
        }
    }

    @Test
    void operatorCanSwitchNetworkAndCommandsOff() {
        try (RunningScripts scripts = RunningScripts.in(folder)
                .script("eval.js", RunningScripts.EVALUATOR)
                .settings(Map.of("script.network", "no", "script.commands", "no"))
                .start()) {
            for (String call : new String[] {
                "http('" + url + "')",
                "http2({url:'" + url + "'})",
                "httpAsync({url:'" + url + "'})",
                "syslog('127.0.0.1',9,1,1,{})",
                "graphite('127.0.0.1',9,{})",
                "dnsGetAllByName('localhost')"
            }) {
                assertThat(scripts.eval(
                                "(function(){ try { " + call + "; return 'done' } catch (e) { return e.message } })()"))
                        .as(call)
                        .contains("script.network=no");
            }
            assertThat(scripts.eval("(function(){ try { runCmd(['true']) } catch (e) { return e.message } })()"))
                    .contains("script.commands=no");
        }
    }
}
