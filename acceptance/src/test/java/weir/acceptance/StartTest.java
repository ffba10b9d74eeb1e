package weir.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a newcomer waits. The figure is printed and not judged: the machine of a test may be busy. */
class StartTest {

    @Test
    void answersAfterItsStart() {
        long start = System.nanoTime();
        try (Product product = Product.run()) {
            assertThat(product.text("/version")).isNotBlank();
            System.out.printf(
                    "start to first answer: %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
    }
}
