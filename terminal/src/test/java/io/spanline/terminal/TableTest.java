package io.spanline.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void alignsTheFirstColumnLeftAndTheOthersRight() {
    Table table = new Table("service", "n").row("a", "100").row("service-bb", "7");

    assertThat(table.lines())
        .extracting(Line::coloured)
        .containsExactly(
            "\u001b[1mservice        n\u001b[0m", "a            100", "service-bb     7");
  }

  @Test
  void alignsAllTextsLeftAndEndsWithNoBlanks() {
    Table table =
        Table.ofTexts("name", "end", "fault").row("a", "interrupted", "x").row("b", "f", "y");

    assertThat(table.lines())
        .extracting(Line::toString)
        .containsExactly(
            "name   end           fault", "a      interrupted   x", "b      f             y");
  }

  @Test
  void alignsWhatIsShownOfAHostileName() {
    Table table = new Table("service", "n").row("a\u001b\n", "100").row("b", "7");

    assertThat(table.lines())
        .extracting(Line::toString)
        .containsExactly("service           n", "a\\u001b\\u000a   100", "b                 7");
  }

  @Test
  void refusesARowOfAnotherWidth() {
    assertThatThrownBy(() -> new Table("a", "b").row("1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 cells, got 1");
  }
}
