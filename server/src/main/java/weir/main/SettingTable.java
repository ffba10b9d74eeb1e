package weir.main;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All settings of the engine, from {@code settings.tsv}.
 *
 * <p>Names whose first part is the first part of a known name belong to the engine ({@code sflow.…}, {@code http.…}); all
 * others belong to applications, whose scripts read them.
 *
 * <p>Thread: any; immutable.
 */
final class SettingTable {

    private static final String RESOURCE = "settings.tsv";
    /** Farther names are not offered as what was meant. */
    private static final int FARTHEST = 4;
    /** The same for names outside the engine's name spaces: {@code sfow.port}. */
    private static final int FARTHEST_ELSEWHERE = 1;

    private final List<SettingRow> rows;
    private final Set<String> spaces = new HashSet<>();

    private SettingTable(List<SettingRow> rows) {
        this.rows = List.copyOf(rows);
        rows.forEach(row -> spaces.add(space(row.property())));
    }

    static SettingTable standard() {
        List<SettingRow> rows = new ArrayList<>();
        try (InputStream in = SettingTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the jar");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(SettingRow::parse)
                    .forEach(rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SettingTable(rows);
    }

    /** All rows, in the order of the table. */
    List<SettingRow> rows() {
        return rows;
    }

    /** The row of a name. Absent: empty when the engine does not know it. */
    Optional<SettingRow> find(String name) {
        return rows.stream().filter(row -> row.covers(name)).findFirst();
    }

    /**
     * Why a name looks like a slip of the pen: a sentence with the nearest known name, if there is one. Absent: empty
     * for a known name and for a name of an application.
     */
    Optional<String> hint(String name) {
        if (find(name).isPresent()) {
            return Optional.empty();
        }
        boolean ours = spaces.contains(space(name));
        Optional<String> nearest = nearest(name, ours ? FARTHEST : FARTHEST_ELSEWHERE);
        if (!ours && nearest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("unknown setting " + name
                + nearest.map(known -> ": did you mean " + known + "?").orElse(""));
    }

    private Optional<String> nearest(String name, int farthest) {
        String nearest = null;
        int least = farthest + 1;
        for (SettingRow row : rows) {
            boolean offered = row.effect() != SettingRow.Effect.IGNORED;
            if (offered && Math.abs(name.length() - row.property().length()) < least) {
                int distance = NameDistance.between(name, row.property());
                if (distance < least) {
                    least = distance;
                    nearest = row.property();
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static String space(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
