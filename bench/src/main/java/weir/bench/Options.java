package weir.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the command line asks for.
 *
 * @param only names of the parts to run; empty for all
 * @param pairs interleaved pairs of a comparison
 * @param seconds length of a measured stretch of live scenarios
 * @param definitions numbers of flow definitions that the ladder is climbed with
 * @param shortForm whether to run the short form and nothing else
 * @param report whether to write the page and measure nothing
 * @param record whether results are kept
 */
record Options(
        Set<String> only,
        int pairs,
        double seconds,
        List<Integer> definitions,
        boolean shortForm,
        boolean report,
        boolean record) {

    private static final int PAIRS = 5;
    private static final int SHORT_PAIRS = 3;
    private static final double SECONDS = 5;
    private static final List<Integer> DEFINITIONS = List.of(0, 1, 5, 20);

    /** Which words the command line takes. */
    static final String USAGE = """
            bench/run [--only PART,PART...] [--pairs N] [--seconds S] [--definitions N,N] [--no-record]
                                                                          measures, keeps results, writes the page
            bench/run --short [--record]                                  the short form, which fails below what must be
            bench/run --report                                            writes docs/benchmarks.md from the results kept
            bench/run jmh [options of JMH]                                micro benchmarks
            """;

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException a word is unknown or a value cannot be read; the message says which
     */
    static Options of(String... args) {
        Set<String> only = new TreeSet<>();
        int pairs = -1;
        double seconds = SECONDS;
        List<Integer> definitions = DEFINITIONS;
        List<String> flags = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--only" -> only.addAll(List.of(value(args, ++i).split(",")));
                case "--pairs" -> pairs = (int) number(args, ++i);
                case "--seconds" -> seconds = number(args, ++i);
                case "--definitions" -> definitions = numbers(args, ++i);
                case "--short", "--report", "--record", "--no-record" -> flags.add(args[i]);
                default -> throw new IllegalArgumentException("unknown option " + args[i]);
            }
        }
        boolean brief = flags.contains("--short");
        return new Options(
                only,
                pairs > 0 ? pairs : brief ? SHORT_PAIRS : PAIRS,
                seconds,
                definitions,
                brief,
                flags.contains("--report"),
                flags.contains("--record") || !brief && !flags.contains("--no-record"));
    }

    /** Whether a part is to run. */
    boolean wants(String part) {
        return only.isEmpty() || only.contains(part);
    }

    private static double number(String[] args, int index) {
        String text = value(args, index);
        try {
            double number = Double.parseDouble(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new IllegalArgumentException(args[index - 1] + " wants a number above 0, not " + text);
    }

    private static List<Integer> numbers(String[] args, int index) {
        String text = value(args, index);
        if (!text.matches("\\d{1,2}(,\\d{1,2})*")) {
            throw new IllegalArgumentException(args[index - 1] + " wants numbers between commas, not " + text);
        }
        return Stream.of(text.split(",")).map(Integer::valueOf).toList();
    }

    private static String value(String[] args, int index) {
        if (index == args.length) {
            throw new IllegalArgumentException(args[index - 1] + " wants a value");
        }
        return args[index];
    }
}
