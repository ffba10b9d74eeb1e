package weir.metric.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "leaf*, leaf1, true",
        "leaf*, leaf, true",
        "leaf*, Leaf1, false",
        "*web*, my-web-1, true",
        "*web*, my-wev-1, false",
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a*b*c, aXXbYYc, true",
        "a*b*c, aXXbYY, false",
        "*ab, aab, true",
        "a.c, abc, false",
        "a.c, a.c, true",
        "[a-z], b, false",
        "a?c, abc, false",
        "**, anything, true",
        "2, 2, true",
        "2, 20, false",
    })
    void matchesRunsOfCharactersByStarsOnly(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void agreesWithRegularExpressions() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            String pattern = word(random, "ab*", 8);
            String text = word(random, "ab", 10);
            StringBuilder regex = new StringBuilder();
            pattern.chars().forEach(c -> regex.append(c == '*' ? ".*" : Pattern.quote(Character.toString(c))));
            assertThat(new Glob(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(Pattern.matches(regex.toString(), text));
        }
    }

    @Test
    void takesNoLongTimeForAMeanPattern() {
        String text = "a".repeat(10_000);
        assertThat(new Glob("a*".repeat(200) + "b").matches(text)).isFalse();
    }

    private static String word(Random random, String letters, int max) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(max); i > 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
