package io.spanline.model;

import static io.spanline.model.Spans.ms;
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

  @Test
  void theGapOfACallIsWhatItTookBesidesItsAnswer() {
    Timed call = Spans.exit("a").took(ms(30)).span();

    assertThat(call.gapTo(Spans.entry("b").took(ms(20)).span())).isEqualTo(ms(10).toNanos());
  }

  @Test
  void theGapOfAMessageIsTheTimeFromItsEndToItsConsumer() {
    Timed message = Spans.of("a", SpanKind.PRODUCER).startingAfter(ms(10)).took(ms(5)).span();

    assertThat(message.gapTo(consumedAfter(17))).isEqualTo(ms(2).toNanos());
    assertThat(message.gapTo(consumedAfter(12))).isEqualTo(ms(-3).toNanos());
    assertThat(message.gapTo(Spans.of("b", SpanKind.CONSUMER).span().facts()))
        .as("spans and their facts alike")
        .isEqualTo(ms(-15).toNanos());
  }

  @Test
  void aGapIsZeroWhereTimesAreMissing() {
    Timed call = Spans.exit("a").took(ms(30)).span();
    Timed message = Spans.of("a", SpanKind.PRODUCER).span();
    Timed timeless = facts(0, 5, SpanKind.PRODUCER);

    assertThat(call.gapTo(timeless)).isZero();
    assertThat(message.gapTo(timeless)).isZero();
    assertThat(timeless.gapTo(consumedAfter(1))).isZero();
  }

  @Test
  void aGapThatNoLongHoldsIsTheGreatestOrTheLeast() {
    Timed early = facts(1, 2, SpanKind.PRODUCER);
    Timed late = facts(-9, -8, SpanKind.PRODUCER);

    assertThat(early.gapTo(late)).isEqualTo(Long.MAX_VALUE);
    assertThat(late.gapTo(early)).isEqualTo(Long.MIN_VALUE);
  }

  private static Timed consumedAfter(long millis) {
    return Spans.of("b", SpanKind.CONSUMER).startingAfter(ms(millis)).span();
  }

  private static SpanFacts facts(long startNanos, long endNanos, SpanKind kind) {
    SpanLink link = new SpanLink(new SpanKey(Spans.spanId("x"), kind), null, Remoteness.UNSAID);
    return new SpanFacts(link, "a", "o", null, startNanos, endNanos, false);
  }
}
