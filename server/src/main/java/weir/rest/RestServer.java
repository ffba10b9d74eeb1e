package weir.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import weir.app.App;
import weir.script.ScriptReply;
import weir.script.ScriptRequest;

/**
 * The HTTP server: operations of the route table and the files of the pages.
 *
 * <p>Does nothing until {@link #start()}. Thread: any.
 */
public final class RestServer implements AutoCloseable {

    /** Threads of the server itself; requests run on virtual threads. */
    private static final int THREADS = 16;

    private static final int MIN_THREADS = 4;

    private final RestConfiguration configuration;
    private final Server server;
    private final ServerConnector connector;
    private final HeldRequests held;

    /**
     * A server for these calls.
     *
     * @param calls what answers each row of {@code routes.tsv}, by the name that the row gives
     * @param definitions what is measured, the same object until that changes: answers are shared only so long
     * @param apps whose pages are served
     * @param traffic counts what the server does
     * @param scripts has a script answer a request
     */
    public RestServer(
            RestConfiguration configuration,
            Map<String, RestCall> calls,
            Supplier<?> definitions,
            List<App> apps,
            HttpTraffic traffic,
            BiFunction<String, ScriptRequest, ScriptReply> scripts) {
        this.configuration = configuration;
        held = new HeldRequests(configuration.limits().held(), configuration.jsonIndent());
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, MIN_THREADS);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1, http());
        connector.setPort(configuration.port());
        configuration.hostname().ifPresent(connector::setHost);
        connector.setIdleTimeout(configuration.limits().idleMillis());
        connector.addBean(traffic.listener());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(configuration.limits().connections(), connector));
        server.setErrorHandler(new PlainErrors());
        server.setStopAtShutdown(false);
        if (configuration.log()) {
            server.setRequestLog(new RequestLines());
        }
        Handler handler = new FrontDoor(
                configuration,
                new Handler.Sequence(
                        new RestHandler(
                                configuration, RouteTable.of(calls), new SharedAnswers(definitions), held, traffic),
                        new ScriptHandler(configuration.limits(), scripts),
                        StaticContent.handler(ResourceFactory.of(server)),
                        AppPages.handler(ResourceFactory.of(server), apps, configuration.pages())));
        CompressionHandler compression = new CompressionHandler(handler);
        compression.putCompression(new GzipCompression());
        // Answers are compressed; a body that unpacks itself is not accepted.
        compression.putConfiguration(
                "/*",
                CompressionConfig.builder()
                        .defaults()
                        .decompressExcludePath("/*")
                        .build());
        server.setHandler(compression);
    }

    private HttpConnectionFactory http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(configuration.buffers().requestHeader());
        http.setResponseHeaderSize(configuration.buffers().responseHeader());
        http.setOutputBufferSize(configuration.buffers().response());
        http.setSendServerVersion(false);
        http.setRelativeRedirectAllowed(true);
        HttpConnectionFactory factory = new HttpConnectionFactory(http);
        factory.setInputBufferSize(configuration.buffers().request());
        return factory;
    }

    /**
     * Opens the port and begins to answer.
     *
     * @throws UncheckedIOException the port cannot be opened
     */
    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the HTTP server cannot be started", e);
        }
    }

    /** The port that is open. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Requests that wait for something to happen. */
    public int held() {
        return held.count();
    }

    /** Closes the port and all connections. */
    @Override
    public void close() {
        held.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server cannot be stopped", e);
        }
    }
}
