package io.spanline.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.topic.Replayability.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayabilityTest {
  @ParameterizedTest
  @CsvSource({
    "rpc.system, grpc, GRPC",
    "rpc.system.name, grpc, GRPC",
    "http.request.header.content-type, application/grpc+proto, GRPC",
    "http.request.header.content_type, application/grpc, GRPC",
    "http.response.status_code, 101, WEB_SOCKET",
    "http.status_code, 101, WEB_SOCKET",
    "url.scheme, wss, WEB_SOCKET",
    "http.scheme, ws, WEB_SOCKET",
    "network.protocol.name, websocket, WEB_SOCKET",
    "net.protocol.name, websocket, WEB_SOCKET",
    "url.query, a=1, NO_QUERY",
    "http.target, /orders/7?a=1, NO_QUERY",
    "http.url, http://h/orders/7?a=1, NO_QUERY",
    "spanline.query, true, NO_QUERY"
  })
  void namesWhatAnAttributeTells(String key, String value, Reason reason) {
    Span span = get().with(key, value).span();

    assertThat(reasons(span)).containsExactly(reason);
  }

  @Test
  void readsTheMarkAsTheCollectorSetsIt() {
    AnyValue yes = AnyValue.newBuilder().setBoolValue(true).build();
    KeyValue mark = KeyValue.newBuilder().setKey("spanline.query").setValue(yes).build();

    assertThat(reasons(get().edited(span -> span.addAttributes(mark)).span()))
        .containsExactly(Reason.NO_QUERY);
  }

  @ParameterizedTest
  @CsvSource({
    "rpc.system, dubbo",
    "http.request.header.content-type, application/json",
    "http.response.status_code, 200",
    "url.query, ''",
    "http.target, /orders/7",
    "spanline.query, false"
  })
  void anAttributeThatTellsNothingKeepsItAble(String key, String value) {
    assertThat(reasons(get().with(key, value).span())).isEmpty();
  }

  @Test
  void namesEachReasonOfASpanThatHasSeveral() {
    Span span =
        Spans.entry("a")
            .with("http.request.method", "POST")
            .with("url.path", "/o/****")
            .with("url.query", "a=1")
            .span();

    assertThat(Replayability.of(span, Beginning.BEFORE).reasons())
        .containsExactly(
            Reason.BEGAN_BEFORE, Reason.NO_BODY, Reason.NO_QUERY, Reason.REDACTED_PATH);
  }

  @Test
  void aRequestThatIsNoneOfHttpIsNamedOnce() {
    assertThat(reasons(Spans.of("a", SpanKind.CONSUMER).span())).containsExactly(Reason.NOT_HTTP);
    assertThat(reasons(Spans.entry("a").with("url.path", "*").span()))
        .containsExactly(Reason.NOT_HTTP);
    assertThat(Replayability.of(null, Beginning.INSIDE).reasons()).containsExactly(Reason.NO_ROOT);
  }

  @ParameterizedTest
  @CsvSource({"'', true", "_OTHER, true", "CONNECT, true", "DELETE, false"})
  void aMethodThatCannotBeSentIsNamed(String method, boolean unknown) {
    Span span =
        Spans.entry("a").with("http.request.method", method).with("url.path", "/o/7").span();

    assertThat(reasons(span)).containsExactly(unknown ? Reason.NO_METHOD : Reason.NO_BODY);
  }

  private static Spans get() {
    return Spans.entry("a").with("http.request.method", "GET").with("url.path", "/orders/7");
  }

  private static List<Reason> reasons(Span root) {
    return Replayability.of(root, Beginning.INSIDE).reasons();
  }
}
