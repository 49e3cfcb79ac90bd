package io.spanline.captures;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.verification.Verification;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PrintableTest {
  @Test
  void whatSteersATerminalIsAQuestionMark() {
    assertThat(Printable.text("a\u001b[31m\u0007\u202eb\u2028c\ud800")).isEqualTo("a?[31m??b?c?");
  }

  @Test
  void aLongTextIsCutBetweenItsCharacters() {
    assertThat(Printable.text("\ud83d\ude00".repeat(70)))
        .isEqualTo("\ud83d\ude00".repeat(60) + "…");
    assertThat(Printable.text("x".repeat(60))).hasSize(60);
  }

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
