package weir.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.app.App;
import weir.app.AppScript;

/** Apps from folders, archives and a site: whole or not at all, and nothing outside of the folder of apps. */
class AppInstallerTest {

    @TempDir
    private Path home;

    private Path apps;
    private AppInstaller installer;

    @BeforeEach
    void makeInstaller() {
        apps = home.resolve("app");
        installer = new AppInstaller(apps);
    }

    /** Whatever happens, no half of an app is left behind. */
    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        if (Files.exists(apps)) {
            try (Stream<Path> files = Files.list(apps)) {
                assertThat(files.filter(file -> file.getFileName().toString().startsWith(".")))
                        .isEmpty();
            }
        }
        try (Stream<Path> files = Files.walk(home)) {
            assertThat(files.filter(file -> file.getFileName().toString().equals("evil.txt")))
                    .isEmpty();
        }
    }

    private Path zip(String name, String... files) throws IOException {
        Path archive = home.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String file : files) {
                zip.putNextEntry(new ZipEntry(file));
                if (!file.endsWith("/")) {
                    zip.write(("content of " + file).getBytes(StandardCharsets.UTF_8));
                }
                zip.closeEntry();
            }
        }
        return archive;
    }

    @Test
    void archiveOfAProjectLosesTheFolderAroundIt() throws IOException {
        Path archive = zip(
                "top.zip",
                "top-main/",
                "top-main/scripts/",
                "top-main/scripts/top.js",
                "top-main/html/index.html",
                "top-main/README.md");
        App app = installer.install(archive, Optional.empty());
        assertThat(app.name()).isEqualTo("top");
        assertThat(app.scripts()).extracting(AppScript::name).containsExactly("top~top.js");
        assertThat(apps.resolve("top/README.md")).hasContent("content of top-main/README.md");
        assertThat(apps.resolve("top/top-main")).doesNotExist();
    }

    @Test
    void archiveMayAlsoBeginWithTheFoldersOfTheApp() throws IOException {
        assertThat(installer
                        .install(zip("one.zip", "scripts/a.js"), Optional.of("other"))
                        .name())
                .isEqualTo("other");
        assertThat(apps.resolve("other/scripts/a.js")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "scripts/../../evil.txt",
                "/tmp/evil.txt",
                "a/./../../evil.txt",
                "..\\evil.txt",
                "scripts/..\\..\\evil.txt",
                "C:/evil.txt",
                "scripts/a\u0000/evil.txt",
                ".",
                "scripts/.."
            })
    void nameThatLeadsOutOfTheArchiveIsRefused(String name) throws IOException {
        installer.install(zip("good.zip", "scripts/old.js"), Optional.of("app"));
        Path archive = zip("bad.zip", "scripts/new.js", name);
        assertThatThrownBy(() -> installer.install(archive, Optional.of("app")))
                .isInstanceOf(InstallException.class)
                .hasMessageStartingWith("the archive names a file that leads out of it");
        assertThat(apps.resolve("app/scripts/old.js"))
                .as("the older one is as it was")
                .exists();
        assertThat(apps.resolve("app/scripts/new.js")).doesNotExist();
    }

    private Path tar(String name, TarArchiveEntry... entries) throws IOException {
        Path archive = home.resolve(name);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (TarArchiveEntry entry : entries) {
                byte[] content = ("content of " + entry.getName()).getBytes(StandardCharsets.UTF_8);
                entry.setSize(entry.isFile() ? content.length : 0);
                tar.putArchiveEntry(entry);
                if (entry.isFile()) {
                    tar.write(content);
                }
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }

    private static TarArchiveEntry entry(String name) {
        return new TarArchiveEntry(name, true);
    }

    @Test
    void tarIsUnpackedAsAZipIs() throws IOException {
        String longest = "top-main/html/" + "x".repeat(120) + "/index.html";
        Path archive = tar("top.tar.gz", entry("top-main/"), entry("top-main/scripts/top.js"), entry(longest));
        App app = installer.install(archive, Optional.empty());
        assertThat(app.name()).isEqualTo("top");
        assertThat(app.scripts()).extracting(AppScript::name).containsExactly("top~top.js");
        assertThat(apps.resolve(longest.replace("top-main", "top"))).hasContent("content of " + longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "scripts/../../evil.txt", "/tmp/evil.txt", "..\\evil.txt", "C:/evil.txt"})
    void nameThatLeadsOutOfATarIsRefused(String name) throws IOException {
        installer.install(zip("good.zip", "scripts/old.js"), Optional.of("app"));
        Path archive = tar("bad.tar.gz", entry("scripts/new.js"), entry(name));
        assertThatThrownBy(() -> installer.install(archive, Optional.of("app")))
                .isInstanceOf(InstallException.class)
                .hasMessageStartingWith("the archive names a file that leads out of it");
        assertThat(apps.resolve("app/scripts/old.js")).exists();
        assertThat(apps.resolve("app/scripts/new.js")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO, TarConstants.LF_CHR})
    void linkOrDeviceInATarIsRefused(byte kind) throws IOException {
        TarArchiveEntry link = new TarArchiveEntry("html/passwd", kind);
        link.setLinkName("/etc/passwd");
        Path archive = tar("link.tgz", entry("html/index.html"), link);
        assertThatThrownBy(() -> installer.install(archive, Optional.empty()))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("html/passwd");
        assertThat(apps.resolve("link")).doesNotExist();
    }

    @Test
    void tarThatIsCutShortIsRefused() throws IOException {
        Path archive = tar("cut.tar.gz", entry("scripts/a.js"), entry("scripts/b.js"));
        byte[] bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> installer.install(archive, Optional.empty())).isInstanceOf(InstallException.class);
        assertThat(apps.resolve("cut")).doesNotExist();
    }

    @Test
    void linkInAnArchiveIsNoLink() throws IOException {
        // What a zip calls a link is a file whose text is a path; a program that made the link would follow it later.
        App app = installer.install(zip("l.zip", "html/link", "html/index.html"), Optional.of("l"));
        assertThat(Files.isSymbolicLink(app.folder().resolve("html/link"))).isFalse();
    }

    @Test
    void linkInAFolderIsRefused() throws IOException {
        Path source = Files.createDirectories(home.resolve("work/html")).getParent();
        Files.createSymbolicLink(source.resolve("html/passwd"), Path.of("/etc/passwd"));
        assertThatThrownBy(() -> installer.install(source, Optional.empty()))
                .isInstanceOf(InstallException.class)
                .hasMessageContaining("html/passwd");
        assertThat(apps.resolve("work")).doesNotExist();
    }

    @Test
    void folderIsCopiedWithoutItsHistory() throws IOException {
        Path source = Files.createDirectories(home.resolve("mine/scripts")).getParent();
        Files.writeString(source.resolve("scripts/a.js"), "1");
        Files.createDirectories(source.resolve(".git"));
        assertThat(installer.install(source, Optional.empty()).name()).isEqualTo("mine");
        assertThat(apps.resolve("mine/.git")).doesNotExist();
    }

    @Test
    void bytesAreCountedAsTheyCome() throws IOException {
        Path archive = home.resolve("bomb.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            zip.putNextEntry(new ZipEntry("scripts/a.js"));
            zip.write(new byte[5 << 20]);
            zip.closeEntry();
        }
        assertThat(Files.size(archive)).isLessThan(100_000);
        Path target = Files.createDirectory(home.resolve("target"));
        assertThatThrownBy(() -> new AppFiles(target, 1 << 20).unpack(archive))
                .isInstanceOf(InstallException.class)
                .hasMessage("there are more than 1048576 bytes");
    }

    @Test
    void whatIsNoAppIsRefused() throws IOException {
        Path nothing = zip("nothing.zip", "README.md", "src/a.js");
        assertThatThrownBy(() -> installer.install(nothing, Optional.empty()))
                .hasMessage("nothing is no app: it has neither scripts nor html nor api.yml");
        Path text = Files.writeString(home.resolve("text.zip"), "no archive");
        assertThatThrownBy(() -> installer.install(text, Optional.empty()))
                .isInstanceOf(InstallException.class)
                .hasMessageStartingWith("this is no zip archive");
        assertThatThrownBy(() -> installer.install(home.resolve("missing"), Optional.empty()))
                .hasMessageStartingWith("there is no folder and no archive");
        for (String name : List.of("a b", "../x", ".hidden", "", "a/b")) {
            assertThatThrownBy(() -> installer.install(nothing, Optional.of(name)))
                    .hasMessageContaining("cannot be the name of an app");
        }
    }

    @Test
    void newerReplacesOlderWhole() throws IOException {
        installer.install(zip("a1.zip", "scripts/old.js", "html/old.html"), Optional.of("a"));
        installer.install(zip("a2.zip", "scripts/new.js"), Optional.of("a"));
        assertThat(apps.resolve("a/scripts/new.js")).exists();
        assertThat(apps.resolve("a/scripts/old.js")).doesNotExist();
        assertThat(apps.resolve("a/html")).doesNotExist();
    }

    @Test
    void appIsRemovedAndWhereALinkLedStays() throws IOException {
        installer.install(zip("a.zip", "scripts/a.js"), Optional.empty());
        Path elsewhere = Files.createDirectories(home.resolve("work/scripts")).getParent();
        Files.createSymbolicLink(apps.resolve("linked"), elsewhere);
        installer.remove("a");
        installer.remove("linked");
        assertThat(installer.installed().apps()).isEmpty();
        assertThat(elsewhere.resolve("scripts")).exists();
        assertThatThrownBy(() -> installer.remove("a")).hasMessage("no app is called a");
        assertThatThrownBy(() -> installer.remove("../work")).isInstanceOf(InstallException.class);
        assertThat(elsewhere).exists();
    }

    @Test
    void projectComesFromASite() throws IOException {
        byte[] archive = Files.readAllBytes(zip("p.zip", "p-main/scripts/p.js"));
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        site.createContext("/user/p/zip/HEAD", exchange -> {
            exchange.sendResponseHeaders(200, archive.length);
            exchange.getResponseBody().write(archive);
            exchange.close();
        });
        site.start();
        try {
            GitHub gitHub = new GitHub("http://127.0.0.1:" + site.getAddress().getPort());
            Path to = home.resolve("fetched.zip");
            gitHub.fetch("user", "p", "HEAD", to);
            assertThat(installer.install(to, Optional.of("p")).scripts()).hasSize(1);
            assertThatThrownBy(() -> gitHub.fetch("user", "p", "other", to))
                    .isInstanceOf(InstallException.class)
                    .hasMessageEndingWith("/user/p/zip/refs/heads/other answers 404");
            assertThatThrownBy(() -> gitHub.fetch("../..", "p", "HEAD", to))
                    .hasMessageContaining("no project of GitHub can be called");
            assertThatThrownBy(() -> gitHub.fetch("user", "p", "a?b", to)).isInstanceOf(InstallException.class);
        } finally {
            site.stop(0);
        }
    }
}
