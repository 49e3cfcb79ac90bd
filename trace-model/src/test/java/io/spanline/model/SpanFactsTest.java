package io.spanline.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpanFactsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x200e, 0x2028, 0x2029, 0x202e, 0x2066})
  void namesHoldNothingThatControlsATerminal(int character) {
    String name = "a" + Character.toString(character) + "b";

    SpanFacts facts = Spans.exit(name).named(name).with("peer.service", name).span().facts();

    assertThat(facts.service()).isEqualTo("a_b");
    assertThat(facts.operation()).isEqualTo("a_b");
    assertThat(facts.peer()).isEqualTo("a_b");
  }

  @Test
  void anUnseenCharacterBeyondTheFirstPlaneIsOneToo() {
    String tag = Character.toString(0xE0041);

    assertThat(Spans.entry("a").named("GET" + tag).span().facts().operation()).isEqualTo("GET_");
  }

  @Test
  void namesKeepTheLettersOfEveryScript() {
    String name = "Bestellung für Łódź · 注文 · \uD83D\uDE00";

    assertThat(Spans.entry("a").named(name).span().facts().operation()).isEqualTo(name);
  }
}
