package weir.main;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The commands, a row each.
 *
 * <p>{@code run} is what is meant when no command is named. Every command accepts {@code -Dname=value}.
 */
final class Commands {

    /** Exit status: a setting or an argument is wrong. */
    static final int WRONG_USE = 2;

    /** Exit status: something needed is not to be had, such as a port. */
    static final int FAILED = 1;

    /** What a command does: gets its arguments, gives the exit status. */
    @FunctionalInterface
    interface Body {
        int run(ParseResult arguments);
    }

    /**
     * A row.
     *
     * @param name how it is called
     * @param sentence what it does
     * @param options adds the options it has beside {@code -D}
     * @param body does it
     */
    record Command(String name, String sentence, Consumer<CommandSpec> options, Body body) {

        Command(String name, String sentence, Body body) {
            this(name, sentence, spec -> {}, body);
        }
    }

    private static final List<Command> TABLE = List.of(
            new Command("run", "Start the server.", Commands::run),
            new Command("decode", "Print the datagrams of a capture.", DecodeCommand::describe, DecodeCommand::run),
            new Command("app", "Install, list or remove apps.", AppCommand::describe, AppCommand::run),
            new Command("version", "Print the version.", arguments -> print(Version.text())),
            new Command("help", "Print this text.", arguments -> print(root().getUsageMessage())));

    private Commands() {}

    /** Runs what the arguments ask for and gives the exit status. */
    static int execute(List<String> arguments) {
        if (arguments.isEmpty() || arguments.equals(List.of("run"))) {
            // Nothing to parse: the launcher gives settings to the JVM. The parser would cost a tenth of the start.
            return RunCommand.run(Map.of());
        }
        CommandLine root = root();
        try {
            ParseResult parsed = root.parseArgs(arguments.toArray(String[]::new));
            String name =
                    parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : "run";
            ParseResult own = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
            return command(name).body().run(own);
        } catch (ParameterException e) {
            PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
            err.println("weir: " + e.getMessage());
            err.println("'help' lists the commands.");
            return WRONG_USE;
        }
    }

    private static Command command(String name) {
        return TABLE.stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static CommandLine root() {
        CommandSpec root = CommandSpec.create().name("weir").addOption(properties());
        root.usageMessage()
                .description(
                        "Real-time sFlow analytics. -Dname=value sets a property, as docs/reference/settings.md lists them.")
                .customSynopsis("weir [COMMAND] [-Dname=value]...");
        for (Command command : TABLE) {
            CommandSpec spec = CommandSpec.create().name(command.name()).addOption(properties());
            spec.usageMessage().description(command.sentence());
            command.options().accept(spec);
            root.addSubcommand(command.name(), spec);
        }
        return new CommandLine(root);
    }

    private static OptionSpec properties() {
        OptionSpec.Builder option = OptionSpec.builder("-D");
        option.type(Map.class);
        option.auxiliaryTypes(String.class, String.class);
        option.mapFallbackValue("");
        option.hidden(true);
        return option.build();
    }

    private static int run(ParseResult arguments) {
        Map<String, String> set = arguments.matchedOptionValue("-D", Map.of());
        return RunCommand.run(set);
    }

    private static int print(String text) {
        new PrintWriter(System.out, true, StandardCharsets.UTF_8).println(text);
        return 0;
    }
}
