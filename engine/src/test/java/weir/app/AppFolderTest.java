package weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which folders are apps, and which files scripts. Source: applications reference, section 1. */
class AppFolderTest {

    @TempDir
    private Path home;

    private Path apps;

    @BeforeEach
    void makeFolder() throws IOException {
        apps = Files.createDirectory(home.resolve("app"));
    }

    private Path file(String name) throws IOException {
        Path file = apps.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "// text");
    }

    @Test
    void scriptsAreStartedByAppAndName() throws IOException {
        file("b/scripts/two.js");
        file("b/scripts/one.js");
        file("a.c/scripts/x.js");
        assertThat(AppFolder.read(apps).scripts())
                .extracting(AppScript::name)
                .containsExactly("a.c~x.js", "b~one.js", "b~two.js");
        assertThat(AppFolder.read(apps).scripts().getFirst().urlPrefix()).isEqualTo("/app/a.c/scripts/x.js");
        assertThat(AppFolder.read(apps).scripts().getFirst().logName()).isEqualTo("app/a.c/scripts/x.js");
    }

    @Test
    void onlyScriptsRightInTheFolderAreStarted() throws IOException {
        file("a/scripts/top.js");
        file("a/scripts/inc/trend.js");
        file("a/scripts/README.md");
        file("a/scripts/.hidden.js");
        file("a/other.js");
        assertThat(AppFolder.read(apps).scripts()).extracting(AppScript::name).containsExactly("a~top.js");
    }

    @Test
    void pagesAreTheEntryBeforeOperations() throws IOException {
        file("pages/html/index.html");
        file("pages/api.yml");
        file("operations/api.yml");
        file("script/scripts/x.js");
        AppFolder read = AppFolder.read(apps);
        assertThat(read.find("pages").flatMap(App::entry)).contains("/html/");
        assertThat(read.find("operations").flatMap(App::entry)).contains("/api/");
        assertThat(read.find("script").flatMap(App::entry)).isEmpty();
        assertThat(read.find("nothing")).isEmpty();
    }

    @Test
    void namesThatDoNotFitIntoAPathAreLeftOutWithASentence() throws IOException {
        file("good/scripts/a.js");
        file("two words/scripts/a.js");
        file("ä/scripts/a.js");
        file("good/scripts/a b.js");
        file("empty/README.md");
        file(".git/scripts/a.js");
        AppFolder read = AppFolder.read(apps);
        assertThat(read.apps()).extracting(App::name).containsExactly("good");
        assertThat(read.warnings())
                .hasSize(4)
                .anyMatch(sentence -> sentence.contains("'two words'"))
                .anyMatch(sentence -> sentence.contains("'ä'"))
                .anyMatch(sentence -> sentence.contains("'a b.js' of the app good"))
                .anyMatch(sentence -> sentence.contains("'empty' is left out: it has neither"));
    }

    @Test
    void folderMayBeALinkToWhereAnAppIsWritten() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("work/scripts")).getParent();
        Files.writeString(elsewhere.resolve("scripts/x.js"), "");
        Files.createSymbolicLink(apps.resolve("mine"), elsewhere);
        App app = AppFolder.read(apps).find("mine").orElseThrow();
        assertThat(app.folder()).isEqualTo(elsewhere.toRealPath());
        assertThat(app.scripts()).extracting(AppScript::name).containsExactly("mine~x.js");
    }

    @Test
    void noFolderIsNoApps() {
        assertThat(AppFolder.read(home.resolve("nothing")).apps()).isEmpty();
        assertThat(AppFolder.read(home.resolve("nothing")).warnings()).isEmpty();
    }
}
