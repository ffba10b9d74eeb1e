package weir.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.resource.Resources;

/**
 * Files that come with the product: pages at {@code /html/}, what pages share at {@code /inc/}, libraries among it, the API
 * explorer at {@code /api/}. They work without any other host, and a browser is told to let them load nothing else.
 */
final class StaticContent {

    /** Pages load what comes from here and run no script that is written into them. */
    private static final String PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
    /** The explorer writes style attributes into its page. */
    static final String EXPLORER = PAGES.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");

    private static final String PAGE = "index.html";
    private static final String JARS = "META-INF/resources/webjars/";

    private StaticContent() {}

    /** Handlers for all of it. */
    static Handler handler(ResourceFactory resources) {
        Resource own = resources.newClassLoaderResource("weir/web/");
        Resource tables = library(resources, "org.webjars", "datatables");
        return new Handler.Sequence(
                at("/html", own.resolve("html/"), PAGES),
                at("/inc/uplot", library(resources, "org.webjars.npm", "uplot").resolve("dist/"), PAGES),
                at("/inc/d3", forces(resources), PAGES),
                at("/inc/jquery-ui", library(resources, "org.webjars", "jquery-ui"), PAGES),
                at("/inc/DataTables", ResourceFactory.combine(own.resolve("inc/DataTables/"), tables), PAGES),
                at("/inc", shared(resources, own.resolve("inc/")), PAGES),
                at("/api", explorer(resources, "api"), EXPLORER));
    }

    /** What lays out a topology, and what it stands on. */
    private static Resource forces(ResourceFactory resources) {
        return ResourceFactory.combine(Stream.of("d3-force", "d3-quadtree", "d3-dispatch", "d3-timer")
                .map(name -> library(resources, "org.webjars.npm", name).resolve("dist/"))
                .toList());
    }

    /** What pages of apps load from {@code /inc/}: widgets of our own beside the libraries that they stand on. */
    private static Resource shared(ResourceFactory resources, Resource own) {
        Resource bootstrap = library(resources, "org.webjars", "bootstrap");
        return ResourceFactory.combine(
                own,
                library(resources, "org.webjars", "jquery"),
                bootstrap.resolve("js/"),
                bootstrap.resolve("css/"),
                library(resources, "org.webjars.npm", "popper.js").resolve("dist/umd/"));
    }

    /** What shows the operations described by {@code api-docs} of an app beside it. */
    static Resource explorerOfApp(ResourceFactory resources) {
        return explorer(resources, "app-api");
    }

    /** The explorer in a page that stands in a folder. */
    private static Resource explorer(ResourceFactory resources, String folder) {
        Resource page = resources.newClassLoaderResource("weir/web/" + folder + "/");
        Resource own = resources.newClassLoaderResource("weir/web/api/");
        Resource marks = resources.newClassLoaderResource("weir/web/inc/img/");
        return ResourceFactory.combine(page, own, library(resources, "org.webjars", "swagger-ui"), marks);
    }

    /** Files of a folder at a path; pages among them may do what a policy says. */
    static Handler at(String path, Resource base, String policy) {
        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(base);
        files.setDirAllowed(false);
        files.setEtags(true);
        files.setCacheControl("no-cache");
        return new ContextHandler(new Guarded(files, base, policy), path);
    }

    /** A folder of a library that comes as a WebJar. */
    private static Resource library(ResourceFactory resources, String group, String name) {
        String version = version("/META-INF/maven/" + group + "/" + name + "/pom.properties");
        return resources.newClassLoaderResource(JARS + name + "/" + version + "/");
    }

    private static String version(String properties) {
        try (InputStream in = StaticContent.class.getResourceAsStream(properties)) {
            Properties read = new Properties();
            if (in != null) {
                read.load(in);
            }
            return read.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files can only be read, and their headers say what a page made of them may do. */
    private static final class Guarded extends Handler.Wrapper {
        private final Resource base;
        private final PreEncodedHttpField policy;

        Guarded(Handler files, Resource base, String policy) {
            super(files);
            this.base = base;
            this.policy = new PreEncodedHttpField("Content-Security-Policy", policy);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String method = request.getMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, OPTIONS");
                if (method.equals("OPTIONS")) {
                    Replies.empty(response, callback, 200);
                } else {
                    Replies.sentence(response, callback, 405, "files do not support " + method);
                }
                return true;
            }
            String path = Request.getPathInContext(request);
            if (path.endsWith("/")) {
                return folder(path, response, callback);
            }
            response.getHeaders().put(policy);
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.getHeaders().put("Referrer-Policy", "no-referrer");
            return super.handle(request, response, callback);
        }

        /** A folder leads to its page; without one nothing is there. */
        private boolean folder(String path, Response response, Callback callback) {
            Resource page = base.resolve(path.substring(1) + PAGE);
            if (!Resources.isReadableFile(page)) {
                return false;
            }
            Replies.redirect(response, callback, "./" + PAGE);
            return true;
        }
    }
}
