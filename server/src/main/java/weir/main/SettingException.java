package weir.main;

import java.util.List;

/** Settings that the engine cannot start with. */
final class SettingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<String> sentences;

    SettingException(List<String> sentences) {
        super(String.join("; ", sentences));
        this.sentences = List.copyOf(sentences);
    }

    /** One sentence for each setting that is wrong, naming it. */
    List<String> sentences() {
        return sentences;
    }
}
