package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

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
}
