package weir.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;
import weir.app.App;

/**
 * Pages of apps, and an explorer of the operations of each: {@code /app/NAME/html/} and {@code /app/NAME/api/}. Scripts
 * themselves are not served, nor is anything that a symbolic link leads to.
 *
 * <p>What a page may do is said by {@link PagePolicy}, because pages of others may take names from the network for markup.
 * Source: applications reference, section 1.2.
 */
final class AppPages extends Handler.Wrapper {

    private final List<App> apps;

    private AppPages(List<App> apps, Handler files) {
        super(files);
        this.apps = List.copyOf(apps);
    }

    /**
     * Handler of the pages of all apps.
     *
     * @param policy what the pages may do
     */
    static Handler handler(ResourceFactory resources, List<App> apps, PagePolicy policy) {
        List<Handler> files = new ArrayList<>();
        for (App app : apps) {
            app.pages()
                    .ifPresent(pages -> files.add(StaticContent.at(
                            root(app) + "/html",
                            resources.newResource(pages),
                            policy.header(WrittenScripts.hashes(pages)))));
            if (app.operations().isPresent()) {
                files.add(StaticContent.at(
                        root(app) + "/api", StaticContent.explorerOfApp(resources), StaticContent.EXPLORER));
            }
        }
        return new AppPages(apps, new Handler.Sequence(files));
    }

    private static String root(App app) {
        return "/app/" + app.name();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<String> first = firstPage(request.getHttpURI().getPath());
        if (first.isPresent()) {
            String query = request.getHttpURI().getQuery();
            Replies.redirect(response, callback, first.get() + (query == null ? "" : "?" + query));
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** Where a path leads that stands for the first page of an app, as written from there. */
    private Optional<String> firstPage(String path) {
        if (!path.startsWith("/app/")) {
            return Optional.empty();
        }
        for (App app : apps) {
            for (String part : List.of("html", "api")) {
                boolean there = part.equals("html")
                        ? app.pages().isPresent()
                        : app.operations().isPresent();
                String folder = root(app) + "/" + part;
                if (there && path.equals(folder)) {
                    return Optional.of("./" + part + "/index.html");
                }
                if (there && path.equals(folder + "/")) {
                    return Optional.of("./index.html");
                }
            }
        }
        return Optional.empty();
    }
}
