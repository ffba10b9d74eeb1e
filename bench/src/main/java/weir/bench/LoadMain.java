package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Long runs of the live engine: {@code bench/load overload [--seconds N]}, {@code bench/load endurance [--minutes N]
 * [--rate N]}. Adds to the results. Ends with status 1 when something was not as it must be.
 */
final class LoadMain {

    private LoadMain() {}

    static void main(String[] args) throws IOException, InterruptedException {
        List<String> objections = switch (args.length == 0 ? "" : args[0]) {
            case "overload" -> new OverloadScenario(results(), Integer.parseInt(option(args, "--seconds", "60"))).run();
            case "endurance" -> endurance(args);
            default -> List.of("say overload or endurance");
        };
        objections.forEach(objection -> System.out.println("WRONG: " + objection));
        System.exit(objections.isEmpty() ? 0 : 1);
    }

    private static List<String> endurance(String[] args) throws IOException, InterruptedException {
        Path root = root();
        double rate = Double.parseDouble(option(args, "--rate", "20000"));
        double minutes = Double.parseDouble(option(args, "--minutes", "30"));
        return new EnduranceScenario(results(), rate, minutes)
                .run(
                        root.resolve("bench/results/endurance.csv"),
                        Files.createDirectories(root.resolve("docs/images")).resolve("endurance.svg"));
    }

    private static Path root() {
        return Path.of(System.getProperty("bench.root", ".")).toAbsolutePath();
    }

    private static Results results() throws IOException, InterruptedException {
        return new Results(root().resolve("bench/results/results.jsonl"), Machine.facts(root()), true);
    }

    private static String option(String[] args, String name, String otherwise) {
        Optional<String> value = Optional.empty();
        for (int i = 0; i + 1 < args.length; i++) {
            value = args[i].equals(name) ? Optional.of(args[i + 1]) : value;
        }
        return value.orElse(otherwise);
    }
}
