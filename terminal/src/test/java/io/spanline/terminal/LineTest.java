package io.spanline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
  @ParameterizedTest
  @ValueSource(strings = {"GET /orders/{id}", "größe 数 😀", "C:\\users\\u1", "@|red x|@", ""})
  void whatIsHarmlessIsAsItWas(String text) {
    assertThat(Line.of(text)).hasToString(text);
    assertThat(Line.of(text).coloured()).isEqualTo(text);
  }

  @Test
  void eachCharacterOfControlIsANumber() {
    for (int character = 0; character <= 0x9f; character++) {
      if (Character.isISOControl(character)) {
        assertThat(Line.of("a" + (char) character + "b"))
            .hasToString(String.format("a\\u%04xb", character));
      }
    }
  }

  @Test
  void aTextThatLooksEscapedCannotBeTakenForWhatWasEscaped() {
    assertThat(Line.of("\\u001b")).hasToString("\\u005cu001b");
    assertThat(Line.of("\u001b")).hasToString("\\u001b");
  }

  @Test
  void aTagCharacterIsTwoCodeUnits() {
    assertThat(Line.of("a" + Character.toString(0xE0041))).hasToString("a\\udb40\\udc41");
  }

  @Test
  void widthsAreOfWhatIsShown() {
    Line hostile = Line.of("\u001b");

    assertThat(hostile.length()).isEqualTo(6);
    assertThat(hostile.padded(8)).hasToString("\\u001b  ");
    assertThat(hostile.toTheRight(8)).hasToString("  \\u001b");
    assertThat(hostile.cut(4)).hasToString("\\u0…");
    assertThat(hostile.cut(6)).hasToString("\\u001b");
    assertThat(Line.of("a😀b").cut(3)).hasToString("a…");
  }

  @Test
  void namesThatDifferOnlyInTheirHashDoNotLookAlike() {
    Line name = Line.of("orders.orders.orders~e75a38f881f092fc");

    assertThat(name.cut(24)).hasToString("orders…~e75a38f881f092fc");
    assertThat(name.cut(19)).hasToString("o…~e75a38f881f092fc");
    assertThat(name.cut(18)).hasToString("orders.orders.ord…");
    assertThat(Line.of("orders.orders.orders~e75a38f881f092fg").cut(8)).hasToString("orders.…");
  }

  @Test
  void onlyAStyleColours() {
    Line line = Line.of(Style.GREEN, "ok", "@|red x|@");

    assertThat(line.coloured()).isEqualTo("\u001b[32mok\u001b[0m @|red x|@");
    assertThat(line.in(Style.RED).coloured()).isEqualTo("\u001b[31mok @|red x|@\u001b[0m");
    assertThat(line).hasToString("ok @|red x|@");
  }
}
