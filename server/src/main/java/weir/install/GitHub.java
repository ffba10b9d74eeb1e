package weir.install;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import weir.app.AppName;

/**
 * Fetches the archive of a project from GitHub.
 *
 * <p>Bound: {@value #MOST_BYTES} bytes, two minutes.
 */
public final class GitHub {

    /** Where archives come from. */
    public static final String SITE = "https://codeload.github.com";

    static final long MOST_BYTES = 100L << 20;

    private final URI site;

    /** Projects of a site that gives archives as GitHub does. */
    public GitHub(String site) {
        this.site = URI.create(site.endsWith("/") ? site : site + "/");
    }

    /**
     * Fetches the archive of a branch into a file.
     *
     * @param branch a branch, or {@code HEAD} for the one that the project prefers
     * @throws InstallException there is no such project or branch, or it cannot be fetched
     */
    public void fetch(String user, String project, String branch, Path to) {
        if (!AppName.isValid(user) || !AppName.isValid(project) || !branch.matches("[A-Za-z0-9._/-]{1,200}")) {
            throw new InstallException(
                    "no project of GitHub can be called " + user + "/" + project + ", branch " + branch);
        }
        String reference = branch.equals("HEAD") ? "HEAD" : "refs/heads/" + branch;
        URI address = site.resolve(user + "/" + project + "/zip/" + reference).normalize();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofMinutes(2)).build();
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build()) {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new InstallException(address + " answers " + answer.statusCode());
                }
                save(in, to);
            }
        } catch (IOException e) {
            throw new InstallException(address + " cannot be fetched: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallException("interrupted");
        }
    }

    private static void save(InputStream in, Path to) throws IOException {
        try (var out = Files.newOutputStream(to)) {
            byte[] buffer = new byte[8192];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > MOST_BYTES) {
                    throw new InstallException("the archive has more than " + MOST_BYTES + " bytes");
                }
                out.write(buffer, 0, read);
            }
        }
    }
}
