package weir.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of settings, which one wins, and what is wrong with them. Source: configuration reference, section 1. */
class SettingsTest {

    @TempDir
    private Path home;

    @Test
    void defaultsHoldWhereNothingIsSet() {
        Settings settings = read(Map.of());
        assertThat(settings.integer("http.port")).isEqualTo(8008);
        assertThat(settings.integer("sflow.port")).isEqualTo(6343);
        assertThat(settings.yes("http.html")).isTrue();
        assertThat(settings.text("http.html.redirect")).contains("./html/index.html");
        assertThat(settings.text("sflow.file")).isEmpty();
        assertThat(settings.warnings()).isEmpty();
    }

    @Test
    void defaultsAreNotSeenByScripts() {
        assertThat(read(Map.of()).given("sflow.port")).isEmpty();
        assertThat(read(Map.of("sflow.port", "9999")).given("sflow.port")).contains("9999");
    }

    @Test
    void fileBeatsCommandLine() throws IOException {
        write("conf.d/weir.conf", "http.port = 8010");
        Settings settings = Settings.read(Map.of("http.port", "8009"), Map.of("http.port", "8011"), home);
        assertThat(settings.integer("http.port")).isEqualTo(8010);
    }

    @Test
    void argumentAfterTheCommandBeatsTheJvm() {
        Settings settings = Settings.read(Map.of("http.port", "8009"), Map.of("http.port", "8011"), home);
        assertThat(settings.integer("http.port")).isEqualTo(8011);
    }

    @Test
    void lastOfSeveralFilesWins() throws IOException {
        write("conf.d/a.conf", "http.port=1\nhttp.log=yes");
        write("conf.d/b.conf", "http.port=2\nnot read: no");
        write("conf.d/c.properties", "http.port=3");
        write("x.conf", "http.port: 4");
        write("y.conf", "# a comment\nhttp.port : 5");
        assertThat(read(Map.of()).integer("http.port")).isEqualTo(2);
        Settings named = read(Map.of("system.propertyFiles", "x.conf" + File.pathSeparator + "y.conf"));
        assertThat(named.integer("http.port")).isEqualTo(5);
        assertThat(named.yes("http.log")).isTrue();
    }

    @Test
    void commaSeparatesNoFiles() throws IOException {
        write("x.conf", "http.port=4");
        Settings settings = read(Map.of("system.propertyFiles", "x.conf,x.conf"));
        assertThat(settings.integer("http.port")).isEqualTo(8008);
        assertThat(settings.warnings()).singleElement().asString().contains("x.conf,x.conf");
    }

    @Test
    void fileThatCannotBeReadIsWarnedAbout() {
        Settings settings = read(Map.of("system.propertyFiles", "missing.conf"));
        assertThat(settings.warnings()).singleElement().asString().contains("missing.conf");
    }

    @Test
    void malformedFileStopsTheStart() throws IOException {
        write("bad.conf", "http.port=\\u00zz");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(Map.of("system.propertyFiles", "bad.conf")))
                .withMessageContaining("bad.conf");
    }

    @Test
    void unknownNameGetsTheNearestKnownOne() {
        assertThat(read(Map.of("sflow.prot", "6343")).warnings())
                .containsExactly("unknown setting sflow.prot: did you mean sflow.port? (-D)");
        assertThat(read(Map.of("htttp.port", "1")).warnings())
                .containsExactly("unknown setting htttp.port: did you mean http.port? (-D)");
        assertThat(read(Map.of("http.entirely.different", "1")).warnings())
                .containsExactly("unknown setting http.entirely.different (-D)");
    }

    @Test
    void namesOfApplicationsAndOfTheJvmAreKeptSilently() {
        Settings settings =
                read(Map.of("ddos_protect.group.mine", "10.0.0.0/8", "java.version", "25", "ai.flow.t", "2"));
        assertThat(settings.warnings()).isEmpty();
        assertThat(settings.given("ddos_protect.group.mine")).contains("10.0.0.0/8");
        assertThat(settings.names()).contains("ai.flow.t", "java.version");
    }

    @Test
    void namesOfLaterPartsAndOlderGenerationsAreAcceptedSilently() {
        assertThat(read(Map.of("bgp.start", "yes", "geo.country6", "x.dat", "openflow.controller.start", "yes"))
                        .warnings())
                .isEmpty();
    }

    @Test
    void wrongValuesAreToldAllAtOnceAndNamed() throws IOException {
        write("conf.d/weir.conf", "http.port=eighty");
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(Map.of(
                        "sflow.port", "65536",
                        "http.log", "true",
                        "sflow.file.speed", "0",
                        "prometheus.metric.prefix", "1-x")))
                .satisfies(e -> assertThat(e.sentences())
                        .hasSize(5)
                        .contains("http.log must be yes or no, not 'true' (-D)")
                        .contains("sflow.port must be a whole number from 0 to 65535, not '65536' (-D)")
                        .anyMatch(sentence -> sentence.startsWith("http.port must be a whole number")
                                && sentence.endsWith("not 'eighty' (" + home.resolve("conf.d/weir.conf") + ")"))
                        .anyMatch(sentence -> sentence.startsWith("sflow.file.speed must be a number above 0"))
                        .anyMatch(sentence -> sentence.startsWith("prometheus.metric.prefix must be letters")));
    }

    @Test
    void valueThatIsEmptyCountsAsNotSet() {
        assertThat(read(Map.of("http.port", "", "sflow.file", " ")).integer("http.port"))
                .isEqualTo(8008);
    }

    @Test
    void fileIsFoundFromWorkingDirectoryThenFromInstallation() throws IOException {
        write("capture.pcap", "");
        assertThat(read(Map.of("sflow.file", "capture.pcap")).file("sflow.file"))
                .contains(home.resolve("capture.pcap"));
        assertThat(read(Map.of("sflow.file", "pom.xml")).file("sflow.file")).contains(Path.of("pom.xml"));
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> read(Map.of("sflow.file", "nothing.pcap")).file("sflow.file"))
                .withMessage("sflow.file names a file that cannot be read: nothing.pcap");
    }

    @Test
    void everyDefaultIsAcceptedByItsOwnRow() {
        for (SettingRow row : SettingTable.standard().rows()) {
            assertThat(row.defaultText().isEmpty()
                            || row.type().objection(row.defaultText()).isEmpty())
                    .as(row.property())
                    .isTrue();
            assertThat(row.sentence()).as(row.property()).endsWith(".");
            assertThat(row.since().isEmpty()).isEqualTo(row.effect() != SettingRow.Effect.NOW);
        }
    }

    @Test
    void noSettingIsListedTwice() {
        List<String> names = SettingTable.standard().rows().stream()
                .map(SettingRow::property)
                .toList();
        assertThat(names).doesNotHaveDuplicates();
    }

    private Settings read(Map<String, String> system) {
        return Settings.read(system, Map.of(), home);
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
