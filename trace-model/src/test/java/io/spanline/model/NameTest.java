package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {
  /** The hashes are those that the Collector made of the same names. */
  @ParameterizedTest
  @CsvSource({
    "L, 300, a, 239, cbe15b382ef309a9",
    "L, 300, b, 239, 6ff287065b26ab93",
    "ä, 200, a, 119, fc988230bf55dc3d"
  })
  void aLongNameKeepsItsBeginningAndAHashOfAll(
      String letter, int times, String end, int kept, String hash) {
    String name = Name.of(letter.repeat(times) + end);

    assertThat(name).isEqualTo(letter.repeat(kept) + "~" + hash);
    assertThat(Name.of(name)).isSameAs(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "ä", "€", "\uD83D\uDE00"})
  void isCutBetweenCharactersAndOnlyIfItIsTooLong(String character) {
    int bytes = character.getBytes(StandardCharsets.UTF_8).length;
    String longest = character.repeat(Name.MOST_BYTES / bytes);

    assertThat(Name.of(longest)).isSameAs(longest);
    assertThat(Name.of(longest + character))
        .startsWith(character.repeat(239 / bytes) + "~")
        .hasSize(character.length() * (239 / bytes) + 17);
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "ä", "€", "\uD83D\uDE00"})
  void itsShapeTellsOneThatWasCut(String character) {
    String bounded = Name.bounded(character.repeat(300));

    assertThat(Name.isBounded(bounded)).isTrue();
    assertThat(Name.isBounded(bounded.substring(4))).isFalse();
    assertThat(Name.isBounded(bounded.replace('~', '-'))).isFalse();
    assertThat(Name.isBounded("xxxx" + bounded)).isFalse();
    assertThat(Name.isBounded("x~0123456789abcdef")).isFalse();
  }

  @Test
  void twoThatDifferInWhatIsNotPrintedStayTwoIfTheyAreLong() {
    String beginning = "x".repeat(Name.MOST_BYTES);

    assertThat(Name.of(beginning + "\n")).isNotEqualTo(Name.of(beginning + "\r"));
  }
}
