package weir.main;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import weir.listing.DatagramSelection;
import weir.net.IpAddress;
import weir.sflow.DataFormat;
import weir.sflow.StructureException;
import weir.sflow.StructureTable;

/**
 * What {@code weir decode} is asked for.
 *
 * @param file capture to read, {@code -} for standard input. Absent: empty, then datagrams are received
 * @param form what is printed
 * @param selection what of it
 * @param structures known structures
 * @param port UDP port the datagrams are sent to; 0 for any in a capture
 * @param bind address to receive on. Absent: empty for all
 * @param count datagrams after which to end
 */
record DecodeOptions(
        Optional<String> file,
        Form form,
        DatagramSelection selection,
        StructureTable structures,
        int port,
        Optional<String> bind,
        long count) {

    /** Forms of output. */
    enum Form {
        /** A line for each field. */
        TEXT,
        /** A JSON object for each datagram. */
        JSON,
        /** A line for each sample. */
        LINE,
        /** Tables at the end. */
        STATS
    }

    private static final int DEFAULT_PORT = 6343;
    private static final int LARGEST_PORT = 65_535;
    private static final String STRUCTURES = "sflow.structures";
    private static final Pattern FORMAT = Pattern.compile("(\\d{1,7}):(\\d{1,4})");
    private static final int ENTERPRISES = 1 << 20;
    private static final int FORMATS = 1 << 12;

    /** Formats of samples by the words that stand for them. */
    private static final Map<String, List<Integer>> SAMPLES = Map.of(
            "flow", List.of(DataFormat.FLOW_SAMPLE, DataFormat.FLOW_SAMPLE_EXPANDED),
            "counter", List.of(DataFormat.COUNTERS_SAMPLE, DataFormat.COUNTERS_SAMPLE_EXPANDED),
            "drop", List.of(DataFormat.DISCARDED_PACKET),
            "custom", List.of(DataFormat.RTMETRIC, DataFormat.RTFLOW));

    /** Adds the options to a command. */
    static void describe(CommandSpec spec) {
        spec.usageMessage()
                .customSynopsis("weir decode [options] [FILE]")
                .footer(
                        "",
                        "Without FILE, receives datagrams. Standard input and FILE may be pcap or pcapng, also gzip.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("FILE")
                .arity("0..1")
                .type(String.class)
                .description("Capture to read; - is standard input, for example from tcpdump -w -.")
                .build());
        flag(spec, "--json", "Print a JSON object for each datagram.");
        flag(spec, "--line", "Print comma-separated values, a line for each sample.");
        flag(spec, "--stats", "Print tables of samples, structures, agents and errors at the end.");
        values(spec, "--agent", "ADDRESS", "Only datagrams of this agent; may be repeated.");
        values(
                spec,
                "--sample",
                "TYPE",
                "Only samples of this type: flow, counter, drop, custom or enterprise:format.");
        values(spec, "--structure", "E:F", "Only records of this enterprise:format, and samples that have one.");
        values(spec, "--structures", "FILE", "Further structures, in the form of structures.tsv.");
        values(spec, "--port", "PORT", "UDP port, 6343 when not said; 0 reads datagrams to all ports of a capture.");
        values(spec, "--bind", "ADDRESS", "Receive on this address only.");
        values(spec, "--count", "N", "End after N datagrams.");
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this text.")
                .build());
    }

    private static void flag(CommandSpec spec, String name, String sentence) {
        spec.addOption(OptionSpec.builder(name)
                .type(boolean.class)
                .arity("0")
                .description(sentence)
                .build());
    }

    private static void values(CommandSpec spec, String name, String label, String sentence) {
        spec.addOption(OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .arity("1")
                .description(sentence)
                .build());
    }

    /**
     * Reads the arguments.
     *
     * @throws ParameterException an argument is wrong
     */
    static DecodeOptions of(ParseResult parsed) {
        Arguments arguments = new Arguments(parsed);
        Optional<String> file = Optional.ofNullable(parsed.matchedPositionalValue(0, (String) null));
        Optional<String> bind = arguments.last("--bind");
        if (file.isPresent() && bind.isPresent()) {
            throw arguments.wrong("--bind is for receiving, not for a capture");
        }
        int port = arguments
                .last("--port")
                .map(text -> arguments.number("--port", text))
                .orElse((long) DEFAULT_PORT)
                .intValue();
        return new DecodeOptions(
                file,
                arguments.form(),
                new DatagramSelection(
                        arguments.all("--agent", arguments::agent),
                        arguments.all("--sample", arguments::sample).stream()
                                .flatMap(List::stream)
                                .toList(),
                        arguments.all("--structure", arguments::format)),
                arguments.structures(),
                port,
                bind,
                arguments
                        .last("--count")
                        .map(text -> arguments.number("--count", text))
                        .orElse(Long.MAX_VALUE));
    }

    /** The arguments as they were given, and how to complain about them. */
    private record Arguments(ParseResult parsed) {

        ParameterException wrong(String sentence) {
            return new ParameterException(parsed.commandSpec().commandLine(), sentence);
        }

        private <T> List<T> all(String option, Function<String, T> reader) {
            List<T> values = new ArrayList<>();
            for (String text : parsed.matchedOptionValue(option, List.<String>of())) {
                values.add(reader.apply(text));
            }
            return values;
        }

        Optional<String> last(String option) {
            List<String> values = parsed.matchedOptionValue(option, List.of());
            return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
        }

        Form form() {
            Form form = Form.TEXT;
            int named = 0;
            for (Form candidate : List.of(Form.JSON, Form.LINE, Form.STATS)) {
                if (parsed.hasMatchedOption("--" + candidate.name().toLowerCase(java.util.Locale.ROOT))) {
                    form = candidate;
                    named++;
                }
            }
            if (named > 1) {
                throw wrong("--json, --line and --stats exclude each other");
            }
            return form;
        }

        long number(String option, String text) {
            long largest = option.equals("--port") ? LARGEST_PORT : Long.MAX_VALUE;
            try {
                long number = Long.parseLong(text);
                if (number >= 0 && number <= largest) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw wrong(
                    option + " is a number" + (largest == LARGEST_PORT ? " up to 65535" : "") + ", not '" + text + "'");
        }

        IpAddress agent(String text) {
            return IpAddress.parse(text).orElseThrow(() -> wrong("--agent is an address, not '" + text + "'"));
        }

        List<Integer> sample(String text) {
            List<Integer> formats = SAMPLES.get(text);
            return formats == null ? List.of(format(text)) : formats;
        }

        int format(String text) {
            Matcher matcher = FORMAT.matcher(text);
            if (matcher.matches()) {
                int enterprise = Integer.parseInt(matcher.group(1));
                int format = Integer.parseInt(matcher.group(2));
                if (enterprise < ENTERPRISES && format < FORMATS) {
                    return DataFormat.of(enterprise, format);
                }
            }
            throw wrong("'" + text + "' is not enterprise:format, such as 0:1");
        }

        StructureTable structures() {
            Map<String, String> properties = parsed.matchedOptionValue("-D", Map.of());
            String file = last("--structures")
                    .orElse(properties.getOrDefault(STRUCTURES, System.getProperty(STRUCTURES, "")));
            if (file.isEmpty()) {
                return StructureTable.standard();
            }
            try {
                return StructureTable.with(Files.readAllLines(Path.of(file)), file);
            } catch (NoSuchFileException e) {
                throw wrong(file + ": there is no such file");
            } catch (MalformedInputException e) {
                throw wrong(file + ": not UTF-8 text");
            } catch (IOException e) {
                throw wrong(file + ": cannot be read: " + e.getMessage());
            } catch (StructureException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }
    }
}
