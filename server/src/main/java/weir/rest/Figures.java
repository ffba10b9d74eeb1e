package weir.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Named figures about the engine, in order, each with its name in JSON and, where it is exported, in Prometheus text.
 *
 * <p>Thread: one at a time while it is filled.
 */
public final class Figures {

    /**
     * One figure.
     *
     * @param name its name in JSON
     * @param exported its name in exports, without prefix; empty when it is not exported
     * @param value a {@link Long}, {@link Double} or {@link String}
     */
    public record Figure(String name, Optional<String> exported, Object value) {}

    private final List<Figure> list = new ArrayList<>();

    Figures() {}

    void add(String name, String value) {
        list.add(new Figure(name, Optional.empty(), value));
    }

    void add(String name, long value) {
        list.add(new Figure(name, Optional.empty(), value));
    }

    void add(String name, double value) {
        list.add(new Figure(name, Optional.empty(), value));
    }

    void add(String name, String exported, long value) {
        list.add(new Figure(name, Optional.of(exported), value));
    }

    void add(String name, String exported, double value) {
        list.add(new Figure(name, Optional.of(exported), value));
    }

    /** All of them. */
    public List<Figure> list() {
        return list;
    }
}
