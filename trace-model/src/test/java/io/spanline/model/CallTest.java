package io.spanline.model;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallTest {
  private final Span message =
      Spans.of("orders", SpanKind.PRODUCER)
          .withId("message")
          .with("messaging.system", "kafka")
          .with("messaging.destination.name", "orders")
          .took(ms(2))
          .span();

  @Test
  void aMessageIsACallToItsDestinationAndOneToEachServiceThatConsumesIt() {
    Span billing = consumer("billing").startingAfter(ms(10)).span();
    Span again = consumer("billing").withId("again").startingAfter(ms(20)).span();
    Span mail = consumer("mail").startingAfter(ms(12)).failed().span();

    List<Call> calls = calls(message, again, billing, mail);

    assertThat(calls).extracting(Call::callee).containsExactly("kafka:orders", "billing", "mail");
    assertThat(calls).extracting(Call::entry).containsExactly(null, billing, mail);
    assertThat(calls).extracting(Call::isError).containsExactly(false, false, true);
    assertThat(calls).extracting(Call::clientNanos).containsExactly(ms(2).toNanos(), null, null);
    assertThat(calls)
        .extracting(Call::gapNanos)
        .containsExactly(null, ms(8).toNanos(), ms(10).toNanos());
    assertThat(calls).noneMatch(Call::isUnanswered);
  }

  /** So that captures of one range and the next count each message once. */
  @Test
  void aConsumedMessageCountsWhenItsConsumerBegins() {
    Span billing = consumer("billing").startingAfter(ms(10)).span();

    assertThat(calls(message, billing))
        .extracting(call -> Span.instant(call.startNanos()))
        .containsExactly(message.start(), billing.start());
  }

  @Test
  void isMadeToTheAddressThatItsCallerNames() {
    Span stable = Spans.exit("a").with("server.address", "b").with("server.port", "80").span();
    Span old = Spans.exit("a").with("net.peer.name", "::1").with("net.peer.port", "80").span();
    Span half = Spans.exit("a").with("server.address", "b").span();

    assertThat(calls(stable).get(0).address()).contains(new Address("b", 80));
    assertThat(calls(old).get(0).address()).contains(new Address("::1", 80));
    assertThat(calls(half).get(0).address()).isEmpty();
  }

  @Test
  void aMessageIsSentToTheBrokersAddressAndConsumedFromNoneOfTheProducers() {
    Span sent =
        Spans.of("orders", SpanKind.PRODUCER)
            .withId("message")
            .with("server.address", "broker")
            .with("server.port", "9092")
            .span();

    assertThat(calls(sent, consumer("billing").span()))
        .extracting(Call::address)
        .containsExactlyInAnyOrder(Optional.of(new Address("broker", 9092)), Optional.empty());
  }

  @Test
  void longNamesAreCutAsLiveOnesAre() {
    Span call = Spans.exit("a".repeat(300)).with("peer.service", "b\u001b".repeat(150)).span();

    assertThat(calls(call))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.caller()).isEqualTo(call.facts().service());
              assertThat(each.callee()).isEqualTo(call.facts().peer()).hasSize(256);
            });
  }

  @Test
  void aCallIsAnsweredHoweverManyInternalSpansAreBetween() {
    List<Span> spans = new ArrayList<>();
    spans.add(Spans.exit("a").withId("0").took(ms(30)).span());
    for (int i = 1; i <= 1_000; i++) {
      spans.add(Spans.of("a", SpanKind.INTERNAL).withId("" + i).under("" + (i - 1)).span());
    }
    spans.add(Spans.entry("b").under("1000").span());
    spans.add(Spans.entry("c").under("500").startingAfter(ms(1)).span());
    spans.add(Spans.of("x", SpanKind.INTERNAL).withId("x").under("y").span());
    spans.add(Spans.of("x", SpanKind.INTERNAL).withId("y").under("x").span());
    spans.add(Spans.entry("d").under("x").span());

    assertThat(Traces.complete(spans).calls())
        .singleElement()
        .matches(call -> call.callee().equals("b"));
  }

  @Test
  void takingAMessageIsNoCallAndNoRequestOfWhatProcessesIt() {
    Span receive = consumer("mail").with("messaging.operation", "receive").withId("take").span();
    Span poll = Spans.exit("mail").withId("poll").under("message").with(TYPE, "receive").span();
    Span settle = Spans.exit("mail").with(TYPE, "settle").under("process").span();
    Span below = Spans.of("mail", SpanKind.CONSUMER).withId("process").under("take").span();
    Span beside = consumer("mail").withId("beside").with(TYPE, "process").span();

    for (Span process : List.of(below, beside)) {
      Trace trace = Traces.complete(List.of(message, receive, poll, settle, process));

      assertThat(trace.requests()).containsExactly(process);
      assertThat(trace.calls()).extracting(Call::entry).containsExactlyInAnyOrder(null, process);
    }
    assertThat(Traces.complete(List.of(message, receive)).requests()).containsExactly(receive);
  }

  @Test
  void spansOfOneIdAreCallAndAnswer() {
    Span root = Spans.entry("a").withId("root").took(ms(50)).span();
    Span client = Spans.exit("a").withId("shared").under("root").took(ms(30)).span();
    Span server = Spans.entry("b").withId("shared").under("root").took(ms(20)).span();
    Span below = Spans.exit("b").withId("next").under("shared").with("peer.service", "c").span();

    List<Call> calls = calls(root, client, server, below);

    assertThat(calls).extracting(Call::caller).containsExactly("a", "b");
    assertThat(calls).extracting(Call::callee).containsExactly("b", "c");
    assertThat(calls.get(0).gapNanos()).isEqualTo(ms(10).toNanos());
  }

  @Test
  void aCallWithoutAClientSpanHasOnlyACalleesTime() {
    Span root = Spans.entry("a").withId("root").took(ms(50)).span();
    Span between = Spans.of("a", SpanKind.INTERNAL).withId("between").under("root").span();
    Span direct = Spans.entry("b").under("root").took(ms(20)).failed().span();
    Span indirect = Spans.entry("c").under("between").took(ms(5)).span();
    Span forward = Spans.entry("a").withId("forward").under("root").span();

    List<Call> calls = calls(root, between, direct, indirect, forward);

    assertThat(calls).extracting(Call::callee).containsExactlyInAnyOrder("b", "c");
    assertThat(calls).extracting(Call::caller).containsOnly("a");
    assertThat(calls).allMatch(call -> call.clientNanos() == null && call.gapNanos() == null);
    assertThat(calls).extracting(Call::serverNanos).containsOnly(ms(20).toNanos(), ms(5).toNanos());
    assertThat(calls).filteredOn(Call::isError).singleElement().matches(c -> c.entry() == direct);
  }

  @Test
  void aCallIsAnsweredThroughInternalSpans() {
    Span client = Spans.exit("a").withId("call").took(ms(30)).span();
    Span between = Spans.of("a", SpanKind.INTERNAL).withId("between").under("call").span();
    Span server = Spans.entry("b").under("between").took(ms(20)).span();

    assertThat(calls(client, between, server))
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.callee()).isEqualTo("b");
              assertThat(call.gapNanos()).isEqualTo(ms(10).toNanos());
            });
    assertThat(calls(client, server).get(0).isUnanswered()).as("a gap on the way up").isTrue();
  }

  private static final String TYPE = "messaging.operation.type";

  private static Spans consumer(String service) {
    return Spans.of(service, SpanKind.CONSUMER).under("message");
  }

  private static List<Call> calls(Span... spans) {
    return Traces.complete(List.of(spans)).calls();
  }
}
