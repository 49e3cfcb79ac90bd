package io.spanline.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.bench.load.TraceMill.Made;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceMillTest {
  /** A span and the service that it is of. */
  private record Seen(String service, Span span) {}

  @ParameterizedTest
  @CsvSource({"3, 5, 1", "3, 5, 5", "3, 500, 7", "300, 5, 1", "1, 4, 2"})
  void makesWholeTracesInWhicheverShape(int services, int spansPerTrace, int spansPerRecord)
      throws InvalidProtocolBufferException {
    Source source = new Source(2_000, services, spansPerTrace, 10, spansPerRecord, 4, 1_000);

    Map<String, List<Seen>> traces = traces(source);

    assertThat(traces).hasSize((int) (source.spans() / spansPerTrace));
    assertThat(traces.values())
        .allSatisfy(
            trace -> {
              assertThat(trace).hasSize(spansPerTrace);
              assertThat(roots(trace)).hasSize(1);
              trace.forEach(seen -> requireParent(seen, trace));
            });
  }

  @Test
  void countsItsRecordsBeforehand() {
    Source source = new Source(1_001, 3, 5, 10, 2, 4, 1_000);

    List<Made> made = made(source);

    assertThat(source.spans()).isEqualTo(1_005);
    assertThat(made).hasSize((int) source.records());
    assertThat(made.stream().mapToInt(Made::spans).sum()).isEqualTo(1_005);
  }

  @Test
  void sumsUpTheIdsOfAllSpans() throws InvalidProtocolBufferException {
    Source source = new Source(1_000, 3, 5, 10, 1, 4, 1_000);
    TraceMill mill = new TraceMill(source, 1);

    long sum = 0;
    while (mill.hasNext()) {
      for (Seen seen : spans(mill.next().value())) {
        sum += seen.span().getSpanId().asReadOnlyByteBuffer().getLong();
      }
    }

    assertThat(mill.idSum()).isEqualTo(sum);
  }

  @Test
  void putsWhatOneServiceSendsInARowUnderOneResource() throws InvalidProtocolBufferException {
    Made whole = made(new Source(5, 3, 5, 1, 5, 4, 1_000)).get(0);

    TracesData data = TracesData.parseFrom(whole.value());

    assertThat(data.getResourceSpansList())
        .extracting(each -> each.getScopeSpans(0).getSpansCount())
        .containsExactly(1, 2, 2);
  }

  private static void requireParent(Seen seen, List<Seen> trace) {
    ByteString parent = seen.span().getParentSpanId();
    if (parent.isEmpty()) {
      return;
    }
    Seen caller =
        trace.stream()
            .filter(each -> each.span().getSpanId().equals(parent))
            .findAny()
            .orElseThrow();
    boolean client = seen.span().getKind() == SpanKind.SPAN_KIND_CLIENT;
    assertThat(caller.span().getKind())
        .isEqualTo(client ? SpanKind.SPAN_KIND_SERVER : SpanKind.SPAN_KIND_CLIENT);
    if (client) {
      assertThat(caller.service()).isEqualTo(seen.service());
    } else {
      assertThat(text(caller.span(), "peer.service")).isEqualTo(seen.service());
    }
  }

  private static String text(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(each -> each.getKey().equals(key))
        .map(each -> each.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }

  private static List<Seen> roots(List<Seen> trace) {
    return trace.stream().filter(each -> each.span().getParentSpanId().isEmpty()).toList();
  }

  private static List<Made> made(Source source) {
    TraceMill mill = new TraceMill(source, 1);
    List<Made> made = new ArrayList<>();
    while (mill.hasNext()) {
      made.add(mill.next());
    }
    return made;
  }

  private static Map<String, List<Seen>> traces(Source source)
      throws InvalidProtocolBufferException {
    Map<String, List<Seen>> traces = new HashMap<>();
    for (Made made : made(source)) {
      traces.computeIfAbsent(made.key(), key -> new ArrayList<>()).addAll(spans(made.value()));
    }
    return traces;
  }

  private static List<Seen> spans(byte[] value) throws InvalidProtocolBufferException {
    List<Seen> spans = new ArrayList<>();
    for (ResourceSpans group : TracesData.parseFrom(value).getResourceSpansList()) {
      String service = group.getResource().getAttributes(0).getValue().getStringValue();
      group.getScopeSpans(0).getSpansList().forEach(span -> spans.add(new Seen(service, span)));
    }
    return spans;
  }
}
