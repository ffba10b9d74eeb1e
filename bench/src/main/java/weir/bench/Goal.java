package weir.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One row of {@code goals.tsv}: a figure and how good it should be.
 *
 * @param what what is measured, in words
 * @param scenario name in the results
 * @param capture capture in the results; empty for any
 * @param figure member of the results
 * @param unit what follows the number
 * @param better which way is better
 * @param goal what is aimed at
 * @param must what must be. Absent: empty
 */
record Goal(
        String what,
        String scenario,
        String capture,
        String figure,
        String unit,
        Better better,
        double goal,
        OptionalDouble must) {

    private static final int CELLS = 8;

    /** Which way is better. */
    enum Better {
        /** Larger figures. */
        MORE,
        /** Smaller figures. */
        LESS
    }

    /** How a figure compares. */
    enum Verdict {
        /** The goal is met. */
        GOAL,
        /** The goal is missed, what must be is met. */
        MUST,
        /** Missed. */
        MISSED
    }

    /** All rows of the table in its order. */
    static List<Goal> all() throws IOException {
        try (InputStream in = Goal.class.getResourceAsStream("goals.tsv")) {
            if (in == null) {
                throw new IllegalStateException("no goals.tsv");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(Goal::of)
                    .toList();
        }
    }

    static Goal of(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != CELLS) {
            throw new IllegalArgumentException("not " + CELLS + " cells: " + line);
        }
        return new Goal(
                cells[0],
                cells[1],
                cells[2],
                cells[3],
                cells[4],
                Better.valueOf(cells[5].toUpperCase(Locale.ROOT)),
                Double.parseDouble(cells[6]),
                cells[7].isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cells[7])));
    }

    /** Whether a line of results has the figure that this is about. */
    boolean isAbout(ResultLine line) {
        return line.scenario().equals(scenario)
                && (capture.isEmpty() || line.text("capture").equals(capture))
                && line.number(figure).isPresent();
    }

    Verdict verdict(double measured) {
        if (reaches(measured, goal)) {
            return Verdict.GOAL;
        }
        return must.isPresent() && reaches(measured, must.getAsDouble()) ? Verdict.MUST : Verdict.MISSED;
    }

    private boolean reaches(double measured, double bound) {
        return better == Better.MORE ? measured >= bound : measured <= bound;
    }
}
