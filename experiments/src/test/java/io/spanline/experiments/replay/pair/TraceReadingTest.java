package io.spanline.experiments.replay.pair;

import static io.spanline.experiments.replay.pair.Requests.entry;
import static io.spanline.experiments.replay.pair.Requests.id;
import static io.spanline.experiments.replay.pair.Requests.line;
import static io.spanline.experiments.replay.pair.Requests.linkedTo;
import static io.spanline.experiments.replay.pair.Requests.revision;
import static io.spanline.experiments.replay.pair.Requests.span;
import static io.spanline.experiments.replay.pair.Requests.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.spanline.captures.replay.Pair;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.TraceSerde;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceReadingTest {
  private final TracePrefix prefix = TracePrefix.random();
  private final TracePrefix.Ids ids = prefix.next();
  private final TraceTable table = new TraceTable(prefix);
  private final TraceReading reading = new TraceReading(prefix, table);

  @ParameterizedTest
  @EnumSource
  void findsTheTraceWhoseEntrySpanIsBelowTheRequest(Encoding encoding) {
    Span entry = entry(ids, "a");

    read(
        encoding,
        trace(
            entry,
            span(ids, SpanKind.CLIENT, "a-b", id("a")),
            span(ids, SpanKind.SERVER, "b", id("a-b"))));

    assertThat(table.of(line(ids))).isEqualTo(Pair.FOUND);
    assertThat(reading.traces()).isEqualTo(1);
  }

  @Test
  void isIncompleteIfSpansOfTheTraceAreMissing() {
    read(trace(entry(ids, "a"), span(ids, SpanKind.SERVER, "b", id("a-b, lost"))));

    assertThat(table.of(line(ids))).isEqualTo(Pair.INCOMPLETE);
  }

  @Test
  void isIncompleteIfTheTraceWasEvicted() {
    Trace whole = trace(entry(ids, "a"));

    read(new Trace(whole.traceId(), 1, whole.outcome().evicted(), whole.spans()));

    assertThat(table.of(line(ids))).isEqualTo(Pair.INCOMPLETE);
  }

  @Test
  void isNotRecordedIfNoSpanHasTheTracesId() {
    read(trace(entry(prefix.next(), "a")));
    read(Spans.entry("service-a").trace());

    assertThat(table.of(line(ids))).isEqualTo(Pair.NOT_RECORDED);
    assertThat(reading.traces()).isEqualTo(1);
  }

  @Test
  void isTwiceIfTwoEntrySpansAreBelowTheRequest() {
    read(trace(entry(ids, "a"), entry(ids, "a again")));

    assertThat(table.of(line(ids))).isEqualTo(Pair.TWICE);
  }

  @Test
  void isTwiceIfTheSecondComesWithARevision() {
    Span first = entry(ids, "a");
    Span second = entry(ids, "a again");

    read(trace(first));
    read(revision(2, List.of(first, second), second));

    assertThat(table.of(line(ids))).isEqualTo(Pair.TWICE);
  }

  @Test
  void countsACopyOfARecordOnce() {
    read(trace(entry(ids, "a")));
    read(trace(entry(ids, "a")));

    assertThat(table.of(line(ids))).isEqualTo(Pair.FOUND);
    assertThat(reading.traces()).isEqualTo(1);
  }

  @Test
  void isRestartedIfTheTraceHasSpansButNoneTookTheRequest() {
    read(trace(span(ids, SpanKind.INTERNAL, "job", id("somebody"))));

    assertThat(table.of(line(ids))).isEqualTo(Pair.RESTARTED);
  }

  @Test
  void isRestartedIfTheEntrySpanOfAnotherTraceLinksToTheRequest() {
    read(trace(linkedTo(ids, ids.span())));

    assertThat(table.of(line(ids))).isEqualTo(Pair.RESTARTED);
    assertThat(reading.traces()).isZero();
  }

  @Test
  void isNotRestartedIfAMessageOfTheTraceIsProcessedInAnother() {
    read(trace(linkedTo(ids, id("the producer's"))));

    assertThat(table.of(line(ids))).isEqualTo(Pair.NOT_RECORDED);

    read(trace(entry(ids, "a")));

    assertThat(table.of(line(ids))).isEqualTo(Pair.FOUND);
  }

  @Test
  void looksThroughTheSpanOfAProxyInFrontOfTheService() {
    read(
        trace(
            span(ids, SpanKind.CLIENT, "proxy", ids.span()),
            span(ids, SpanKind.SERVER, "a", id("proxy"))));

    assertThat(table.of(line(ids))).isEqualTo(Pair.FOUND);
  }

  @Test
  void looksThroughTheSpanOfAProxyThatComesLater() {
    Span proxy = span(ids, SpanKind.CLIENT, "proxy", ids.span());
    Span entry = span(ids, SpanKind.SERVER, "a", id("proxy"));

    read(trace(entry));
    assertThat(table.of(line(ids))).isEqualTo(Pair.RESTARTED);
    read(revision(2, List.of(entry, proxy), proxy));

    assertThat(table.of(line(ids))).isEqualTo(Pair.FOUND);
  }

  @Test
  void takesTheEntrySpanOfAProxyForTheRequests() {
    read(
        trace(
            entry(ids, "ingress"),
            span(ids, SpanKind.CLIENT, "ingress-a", id("ingress")),
            span(ids, SpanKind.SERVER, "a", id("ingress-a")),
            span(ids, SpanKind.SERVER, "a again", id("ingress"))));

    assertThat(table.of(line(ids))).isEqualTo(Pair.FOUND);
  }

  @Test
  void isTwiceIfAProxySentItTwice() {
    read(
        trace(
            span(ids, SpanKind.CLIENT, "try 1", ids.span()),
            span(ids, SpanKind.SERVER, "a", id("try 1")),
            span(ids, SpanKind.CLIENT, "try 2", ids.span()),
            span(ids, SpanKind.SERVER, "a again", id("try 2"))));

    assertThat(table.of(line(ids))).isEqualTo(Pair.TWICE);
  }

  @Test
  void theOutcomeOfTheLatestRevisionCounts() {
    Span entry = entry(ids, "a");
    Span orphan = span(ids, SpanKind.SERVER, "b", id("a-b"));
    Span call = span(ids, SpanKind.CLIENT, "a-b", id("a"));

    read(trace(entry));
    read(revision(2, List.of(entry, orphan), orphan));
    assertThat(table.of(line(ids))).isEqualTo(Pair.INCOMPLETE);
    read(revision(3, List.of(entry, orphan, call), call));

    assertThat(table.of(line(ids))).isEqualTo(Pair.FOUND);
  }

  @Test
  void aLateSpanOfAForgottenTraceMakesItNoWorse() {
    read(trace(entry(ids, "a")));
    read(trace(span(ids, SpanKind.INTERNAL, "late", id("a"))));

    assertThat(table.of(line(ids))).isEqualTo(Pair.FOUND);
  }

  @Test
  void findsTheRequestAmongManySpansWithoutTheirParents() {
    Span[] spans = new Span[50];
    spans[0] = entry(ids, "a");
    for (int i = 1; i < spans.length; i++) {
      int delay = i;
      spans[i] =
          Spans.entry("service-b")
              .withId("b" + i)
              .edited(
                  otlp ->
                      otlp.setTraceId(spans[0].otlp().getTraceId())
                          .setParentSpanId(ByteString.fromHex(id("lost" + delay).hex()))
                          .setStartTimeUnixNano(otlp.getStartTimeUnixNano() + delay))
              .span();
    }

    read(trace(spans));

    assertThat(table.of(line(ids))).isEqualTo(Pair.INCOMPLETE);
  }

  @Test
  void passesOverWhatIsNoTrace() {
    byte[] named = ("{\"traceId\":\"" + ids.trace().hex() + "\"").getBytes(StandardCharsets.UTF_8);

    read(null, Optional.empty());
    read(new byte[0], Optional.empty());
    read(named, Optional.empty());
    read(trace(entry(ids, "a")).otlp().toByteArray(), Optional.empty());

    assertThat(table.of(line(ids))).isEqualTo(Pair.NOT_RECORDED);
  }

  @Test
  void knowsNothingOfOtherReplays() {
    assertThatThrownBy(() -> table.of(line(TracePrefix.random().next())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not begin with " + prefix);
  }

  private void read(Trace trace) {
    read(Encoding.JSON, trace);
  }

  private void read(Encoding encoding, Trace trace) {
    RecordHeaders headers = new RecordHeaders();
    byte[] value = new TraceSerde(encoding).write(trace, headers);
    read(value, Optional.of(headers));
  }

  private void read(byte @Nullable [] value, Optional<RecordHeaders> headers) {
    reading.add(
        new ConsumerRecord<>(
            "traces",
            0,
            0,
            0,
            TimestampType.CREATE_TIME,
            0,
            0,
            null,
            value,
            headers.orElseGet(RecordHeaders::new),
            Optional.empty()));
  }
}
