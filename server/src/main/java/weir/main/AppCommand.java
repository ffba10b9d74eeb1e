package weir.main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import weir.app.App;
import weir.install.AppInstaller;
import weir.install.GitHub;
import weir.install.InstallException;

/** The command {@code app}: installs an app, lists those that are installed, removes one. */
final class AppCommand {

    private static final Pattern PROJECT =
            Pattern.compile("(?:https://github\\.com/|github:)?([^/:\\s]+)/([^/:\\s]+?)(?:\\.git)?/?");

    private AppCommand() {}

    /** Adds the arguments to the command. */
    static void describe(CommandSpec spec) {
        spec.usageMessage()
                .customSynopsis("weir app install SOURCE [--name NAME] | list | remove NAME")
                .footer(
                        "",
                        "SOURCE is a folder, an archive (zip or tar.gz), or USER/PROJECT on GitHub (GITHUBBRANCH names another",
                        "branch than the one the project prefers). A running server sees the change when it is started again.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("ACTION")
                .arity("1..3")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("install, list or remove, and what.")
                .build());
        spec.addOption(OptionSpec.builder("--name")
                .paramLabel("NAME")
                .type(String.class)
                .description("What the app is to be called.")
                .build());
    }

    /** Does what is asked and gives the exit status. */
    static int run(ParseResult parsed) {
        List<String> words = parsed.matchedPositionalValue(0, List.of());
        Optional<String> name = Optional.ofNullable(parsed.matchedOptionValue("--name", (String) null));
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try {
            Settings settings = settings(parsed.matchedOptionValue("-D", Map.of()));
            AppInstaller installer =
                    new AppInstaller(settings.place("app.folder").orElseThrow());
            switch (String.join(" ", words.isEmpty() ? "" : words.getFirst(), Integer.toString(words.size()))) {
                case "install 2" -> install(installer, settings, words.get(1), name, out);
                case "list 1" -> list(installer, out, err);
                case "remove 2" -> {
                    installer.remove(words.get(1));
                    out.println("removed " + words.get(1));
                }
                default ->
                    throw new ParameterException(
                            parsed.commandSpec().commandLine(), "app install SOURCE, app list, or app remove NAME");
            }
            return 0;
        } catch (InstallException e) {
            err.println("weir: " + e.getMessage());
            return Commands.FAILED;
        } catch (SettingException e) {
            e.sentences().forEach(err::println);
            return Commands.WRONG_USE;
        }
    }

    private static Settings settings(Map<String, String> set) {
        Properties system = System.getProperties();
        Map<String, String> properties = new HashMap<>();
        system.stringPropertyNames().forEach(name -> properties.put(name, system.getProperty(name)));
        return Settings.read(properties, set, Path.of(System.getProperty("weir.home", "")));
    }

    private static void install(
            AppInstaller installer, Settings settings, String source, Optional<String> name, PrintWriter out) {
        Matcher project = PROJECT.matcher(source);
        Path file = Path.of(source);
        App app = Files.exists(file) || !project.matches()
                ? installer.install(file, name)
                : fetched(installer, settings, project, name);
        String entry =
                app.entry().map(page -> ", pages at /app/" + app.name() + page).orElse("");
        out.println("installed " + app.name() + ": " + scripts(app) + entry);
        out.println("Start the server again to start it.");
    }

    private static App fetched(AppInstaller installer, Settings settings, Matcher project, Optional<String> name) {
        String user = project.group(1);
        String called = project.group(2);
        String branch = Optional.ofNullable(System.getenv("GITHUBBRANCH"))
                .filter(given -> !given.isEmpty())
                .orElse("HEAD");
        try {
            Path archive = Files.createTempFile("weir-app", ".zip");
            try {
                new GitHub(settings.text("app.site").orElse(GitHub.SITE)).fetch(user, called, branch, archive);
                return installer.install(archive, Optional.of(name.orElse(called)));
            } finally {
                Files.delete(archive);
            }
        } catch (IOException e) {
            throw new InstallException("the archive cannot be kept: " + e);
        }
    }

    private static void list(AppInstaller installer, PrintWriter out, PrintWriter err) {
        installer.installed().warnings().forEach(err::println);
        for (App app : installer.installed().apps()) {
            String entry =
                    app.entry().map(page -> ", /app/" + app.name() + page).orElse("");
            out.println(app.name() + ": " + scripts(app) + entry);
        }
    }

    private static String scripts(App app) {
        int number = app.scripts().size();
        return number == 1 ? "1 script" : number + " scripts";
    }
}
