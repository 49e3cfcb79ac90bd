package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.TraceJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordSizeTest {
  private static final RecordSize JSON = new RecordSize(Encoding.JSON);
  private static final RecordSize OTLP = new RecordSize(Encoding.OTLP_PROTO);

  private final Trace small = Traces.aCallsBCallsC();

  @Test
  void leavesATraceThatFits() {
    assertThat(JSON.cutTo(small, TraceJson.write(small).length)).isSameAs(small);
  }

  @Test
  void cutsTheLargestSpansAndSaysSo() {
    List<Span> spans = new ArrayList<>(small.spans());
    for (int i = 0; i < 20; i++) {
      spans.add(
          Spans.of("service-a", SpanKind.INTERNAL)
              .under("a")
              .withId("large" + i)
              .with("text", "x".repeat(1_000 * i))
              .span());
    }
    Trace large = Traces.complete(spans);

    Trace cut = JSON.cutTo(large, 50_000);

    assertThat(cut).isNotNull();
    assertThat(TraceJson.write(cut).length).isBetween(25_000, 50_000);
    assertThat(cut.spans()).containsAll(small.spans());
    assertThat(cut.outcome().word()).isEqualTo("truncated");
    assertThat(cut.outcome().truncated() + cut.spans().size()).isEqualTo(25);
  }

  @Test
  void leavesNothingWhereNoSpanFits() {
    assertThat(JSON.cutTo(small, 100)).isNull();
  }

  @Test
  void looksAtTheEncodedSizeOfWhatGrowsMost() {
    Trace trace = Spans.entry("service-a").withEvents(400_000).trace();
    int bytes = trace.otlp().getSerializedSize();

    assertThat(JSON.fitting(trace, bytes)).isNull();
    assertThat(OTLP.fitting(trace, bytes)).isSameAs(trace);
  }

  @Test
  void cutsByTheBytesOfTheEncodingThatIsWritten() {
    int bytes = small.otlp().getSerializedSize();

    assertThat(OTLP.cutTo(small, bytes)).isSameAs(small);
    Trace cut = OTLP.cutTo(small, bytes - 1);
    assertThat(cut).isNotNull();
    assertThat(cut.outcome().truncated()).isEqualTo(1);
  }
}
