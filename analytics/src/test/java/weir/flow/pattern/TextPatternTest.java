package weir.flow.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.testing.Allocation;

class TextPatternTest {

    private static boolean matches(TextPattern pattern, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return pattern.matches(utf8, 0, utf8.length);
    }

    private static boolean matches(String pattern, String text) {
        return matches(TextPattern.compile(pattern), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "10\\.4\\.1.* 10.4.1.2 true",
                "10\\.4 10.4.1.2 false",
                ".......1. 000000010 true",
                ".......1. 000010000 false",
                "(tcp|udp) udp true",
                "(?:tcp|udp)+ udptcp true",
                "(?i)GeT get true",
                "(?i)[a-c]+ ABC true",
                "[^a]+ bcd true",
                "[^a]+ bad false",
                "[]a]+ ]a] true",
                "[a-]+ a-a true",
                "a{2,3} a false",
                "a{2,3} aaa true",
                "a{2,3} aaaa false",
                "a{2,} aaaaaa true",
                "a{2} aa true",
                "^abc$ abc true",
                "a^bc abc false",
                "\\d+\\D\\w+ 12-x_ true",
                "\\x41\\u0042 AB true",
                ".. é€ true",
                "[à-ü]+ éà true",
                "(?<name>a|b)c bc true",
                "a.*?b axxb true",
            })
    void matchesWholeTexts(String pattern, String text, boolean expected) {
        assertThat(matches(pattern, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(", ")", "a)", "[", "[a", "[b-a]", "*a", "a**", "a{", "a{x}", "a{3,2}", "a{5000}", "\\", "a++", "a*+",
                "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "\\1", "\\b", "\\p{L}", "[a&&b]", "[[a]]", "(?i",
                "\\xZZ", "{2}", "(?s)a",
            })
    void refusesWhatIsMalformedOrNeedsBacktracking(String pattern) {
        assertThatThrownBy(() -> TextPattern.compile(pattern)).isInstanceOf(PatternException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a{1000}){1000}", "((((){1000}){1000}){1000}){1000}", "((a{40}){40}){40}"})
    void refusesWhatWouldBeTooLarge(String pattern) {
        assertThatThrownBy(() -> TextPattern.compile(pattern))
                .isInstanceOf(PatternException.class)
                .hasMessage("the expression is too large");
    }

    @Test
    void agreesWithJavaOnRandomExpressions() {
        Random random = new Random(7);
        int compared = 0;
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            String expression = expression(random, 3);
            TextPattern ours;
            try {
                ours = TextPattern.compile(expression);
            } catch (PatternException e) {
                continue;
            }
            Pattern javas = Pattern.compile(expression);
            for (int j = 0; j < 8; j++) {
                String text = text(random);
                boolean expected = javas.matcher(text).matches();
                assertThat(matches(ours, text)).as(expression + " on " + text).isEqualTo(expected);
                compared++;
                matched += expected ? 1 : 0;
            }
        }
        assertThat(compared).isGreaterThan(100_000);
        assertThat(matched).isGreaterThan(5000);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.append("ab1é.".charAt(random.nextInt(5)));
        }
        return text.toString();
    }

    private static String expression(Random random, int depth) {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            text.append(
                    switch (random.nextInt(depth > 0 ? 9 : 6)) {
                        case 0 -> "a";
                        case 1 -> "b";
                        case 2 -> ".";
                        case 3 -> "[a-b1]";
                        case 4 -> "\\d";
                        case 5 -> "[^aé]";
                        case 6 -> "(" + expression(random, depth - 1) + "|" + expression(random, depth - 1) + ")";
                        default -> "(" + expression(random, depth - 1) + ")";
                    });
            text.append(
                    switch (random.nextInt(8)) {
                        case 0 -> "*";
                        case 1 -> "+";
                        case 2 -> "?";
                        case 3 -> "{1,2}";
                        case 4 -> "*?";
                        default -> "";
                    });
        }
        return text.toString();
    }

    @Test
    void randomTextIsAnExpressionOrRefused() {
        Random random = new Random(8);
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(12);
            for (int j = 0; j < length; j++) {
                text.append("ab()[]{}|*+?.\\^$-,12:i<>=!dx".charAt(random.nextInt(28)));
            }
            boolean java = true;
            try {
                Pattern.compile(text.toString());
            } catch (PatternSyntaxException e) {
                java = false;
            }
            try {
                matches(text.toString(), "ab1");
                accepted++;
                assertThat(java).as("accepted, but not by Java: " + text).isTrue();
            } catch (PatternException e) {
                assertThat(e.index()).isBetween(0, text.length());
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(accepted).isGreaterThan(5000);
    }

    @Test
    void takesLinearTimeWhereBacktrackingWouldNeverEnd() {
        String text = "a".repeat(1000);
        assertThat(matches("(a*)*b", text)).isFalse();
        assertThat(matches("(a|aa)+c", text)).isFalse();
        assertThat(matches("(a?|b?|c?){20}x", "")).isFalse();
        assertThat(matches("(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[z]", text)).isFalse();
    }

    @Test
    void forgetsStatesRatherThanGrow() {
        TextPattern pattern = TextPattern.compile("(a|b)*a(a|b){12}");
        Pattern javas = Pattern.compile("(a|b)*a(a|b){12}");
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 60; j++) {
                text.append(random.nextBoolean() ? 'a' : 'b');
            }
            assertThat(matches(pattern, text.toString()))
                    .isEqualTo(javas.matcher(text).matches());
        }
    }

    @Test
    void matchingAllocatesNothingOnceItsStatesAreKnown() {
        TextPattern pattern = TextPattern.compile("10\\.(4|5)\\.[0-9]+\\..*");
        byte[] text = "10.4.17.255".getBytes(StandardCharsets.UTF_8);
        long allocated = Allocation.ofWarm(2000, () -> {
            for (int i = 0; i < 100; i++) {
                assertMatch(pattern.matches(text, 0, text.length));
            }
        });
        assertThat(allocated).isZero();
    }

    private static void assertMatch(boolean matched) {
        if (!matched) {
            throw new AssertionError("no match");
        }
    }
}
