package io.spanline.capture.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.captures.line.Admission.Place;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A trace is copied as it is where every text of it is admitted; then nothing may be taken out. */
final class AdmissionTest {
  private static final List<String> KEYS =
      List.of("url.path", "http.target", "http.route", "db.statement", "messaging.system", "x");
  private static final List<String> TEXTS =
      List.of(
          "GET",
          "/orders/7",
          "http://127.0.0.1:80/x?a=1",
          "https://u:p@h/",
          "/x?token=1",
          "/x?next=%2Fy%3Ftoken%3D1",
          "Bearer 12345678",
          "token=****",
          "?tokens=a;b",
          "{\"token\":{\"v\":1}}",
          "{\"token\":****}",
          "u:a,b@h",
          "http://u:12/x@h",
          "http://h:80/@x",
          "/a?b",
          "a: b",
          "100%");

  private final Random random = new Random(3);
  private final Redaction redaction = new Redaction();

  @Test
  void whatIsAdmittedIsNotChangedAndWhatIsNotIs() {
    int admitted = 0;
    for (int i = 0; i < 3_000; i++) {
      Span span = span();
      Trace trace = new Trace(span.traceId(), 1, Outcome.COMPLETE, List.of(span));

      boolean unchanged = redaction.apply(trace).equals(trace);

      assertThat(unchanged).as("%s", span.otlp()).isEqualTo(admits(span));
      admitted += unchanged ? 1 : 0;
    }
    assertThat(admitted).isBetween(100, 2_900);
  }

  private boolean admits(Span span) {
    boolean name = redaction.admits(Place.NAME, "span.name", span.operation());
    boolean state =
        redaction.admits(Place.TRACE_STATE, "span.trace_state", span.otlp().getTraceState());
    boolean message =
        redaction.admits(Place.STATUS, "status.message", span.otlp().getStatus().getMessage());
    return name
        && state
        && message
        && span.otlp().getAttributesList().stream()
            .allMatch(attribute -> admits(attribute.getKey(), attribute.getValue()));
  }

  private boolean admits(String key, AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> redaction.admits(Place.SPAN, key, value.getStringValue());
      case ARRAY_VALUE ->
          redaction.admits(Place.SPAN, key, null)
              && value.getArrayValue().getValuesList().stream().allMatch(each -> admits(key, each));
      default -> redaction.admits(Place.SPAN, key, null);
    };
  }

  private Span span() {
    Spans spans = Spans.entry("a").named(random.nextInt(4) == 0 ? one(TEXTS) : "GET /orders");
    Span span = spans.span();
    var otlp = span.otlp().toBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      otlp.addAttributes(KeyValue.newBuilder().setKey(one(KEYS)).setValue(value(0)));
    }
    if (random.nextInt(8) == 0) {
      otlp.setTraceState(random.nextBoolean() ? "ot=th:0" : "vendor=1");
    }
    if (random.nextInt(8) == 0) {
      otlp.getStatusBuilder().setMessage(random.nextBoolean() ? "" : "no");
    }
    return new Span(span.origin(), span.scope(), otlp.build());
  }

  private AnyValue value(int depth) {
    AnyValue.Builder value = AnyValue.newBuilder();
    switch (random.nextInt(depth > 2 ? 2 : 3)) {
      case 0 -> value.setStringValue(one(TEXTS));
      case 1 -> value.setIntValue(random.nextInt());
      default -> {
        value.getArrayValueBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
          value.getArrayValueBuilder().addValues(value(depth + 1));
        }
      }
    }
    return value.build();
  }

  private <T> T one(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
