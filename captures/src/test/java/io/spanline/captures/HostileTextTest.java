package io.spanline.captures;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.verification.Verification;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HostileTextTest {
  @Test
  void aProblemOfAnyTextIsOneShortLine() {
    String hostile = "\u001b[2J\n".repeat(5_000);

    assertThat(new Verification.Problem(Path.of("x"), 3L, hostile).toString())
        .startsWith("x line 3: ?[2J?")
        .hasSizeLessThan(500)
        .doesNotContainPattern("\\p{Cntrl}");
    assertThat(new DamagedFileException(Path.of("x"), 3L, hostile))
        .hasMessageStartingWith("x line 3: ?[2J?");
  }
}
