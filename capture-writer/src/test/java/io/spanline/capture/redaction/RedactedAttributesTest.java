package io.spanline.capture.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.captures.manifest.Redacted;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which attributes stay, and as what. */
final class RedactedAttributesTest {
  private static final String SECRET = "S3CRETplanted";

  private final Redaction redaction = new Redaction();

  @Test
  void whatIsAddedToTheListStaysUnlessItLooksLikeACredential() {
    Trace trace =
        Spans.entry("a")
            .with("app.tenant", "blue")
            .with("app.plan", "token=" + SECRET)
            .with("app.other", "x")
            .trace();

    Span clean = new Redaction(Set.of("app.tenant", "app.plan")).apply(trace).spans().get(0);

    assertThat(clean.attribute("app.tenant")).contains("blue");
    assertThat(clean.attribute("app.plan")).contains("****");
    assertThat(clean.attribute("app.other")).isEmpty();
  }

  /** The Collector does the same. */
  @Test
  void thePathOfAServersRequestStaysIfOnlyAnOldUrlSaysIt() {
    Spans server = Spans.entry("a").with("http.url", "https://u:S3@h:1/o/7?token=" + SECRET);
    Spans client = Spans.exit("a").with("http.url", "https://h/o/7");

    Span clean = redaction.apply(server.trace()).spans().get(0);

    assertThat(clean.attribute("http.target")).contains("/o/7");
    assertThat(clean.attribute("spanline.query")).contains("true");
    assertThat(clean.otlp().getAttributesCount()).isEqualTo(2);
    assertThat(clean.otlp().getDroppedAttributesCount()).isEqualTo(1);
    assertThat(redaction.apply(client.trace()).spans().get(0).otlp().getAttributesCount()).isZero();
  }

  @Test
  void urlsAreDroppedAndATargetIsCut() {
    Trace trace =
        Spans.entry("a")
            .with("url.full", "http://h/x?a=1")
            .with("url.query", "a=1")
            .with("http.url", "http://h/x?a=1")
            .with("http.target", "/x?token=" + SECRET)
            .trace();

    Span clean = redaction.apply(trace).spans().get(0);

    assertThat(clean.otlp().getAttributesCount()).isEqualTo(2);
    assertThat(clean.attribute("http.target")).contains("/x");
    assertThat(clean.attribute("spanline.query")).contains("true");
    assertThat(redaction.found())
        .containsExactly(
            new Redacted("span", "http.target", "cut down to its path", 1),
            new Redacted("span", "http.url", "not on the allow-list", 1),
            new Redacted("span", "url.full", "not on the allow-list", 1),
            new Redacted("span", "url.query", "not on the allow-list", 1));
  }

  /** The Collector does the same. */
  @ParameterizedTest
  @CsvSource({
    "url.query, a=1, true",
    "http.target, /x?a=1, true",
    "http.url, http://h/x?a=1, true",
    "url.query, '', false",
    "http.target, /x, false",
    "http.url, http://h/x, false"
  })
  void anEntrySpanThatHadAQueryIsMarked(String key, String value, boolean marked) {
    Trace server = Spans.entry("a").with(key, value).trace();
    Trace client = Spans.exit("a").with(key, value).trace();

    Trace clean = redaction.apply(server);

    assertThat(clean.spans().get(0).attribute("spanline.query").isPresent()).isEqualTo(marked);
    assertThat(clean.spans().get(0).otlp().toString()).doesNotContain("a=1");
    assertThat(redaction.apply(clean)).isSameAs(clean);
    assertThat(redaction.apply(client).spans().get(0).attribute("spanline.query")).isEmpty();
  }

  @Test
  void namesStayAndRoutesAndDestinationsStayOrGoWhole() {
    Span span =
        Spans.exit("token: of a")
            .named("poll orders:eu@2")
            .with("peer.service", "app:checkout@v2")
            .with("http.route", "/x;token={t}")
            .with("messaging.destination.name", "tokens")
            .span();

    Span clean = redaction.apply(Traces.complete(List.of(span))).spans().get(0);

    assertThat(clean.service()).isEqualTo("token: of a");
    assertThat(clean.operation()).isEqualTo("poll orders:eu@2");
    assertThat(clean.peer()).isEqualTo("app:checkout@v2");
    assertThat(clean.attribute("http.route")).contains("****");
    assertThat(clean.attribute("messaging.destination.name")).contains("tokens");
  }

  @Test
  void aNameStandsWhereItIsReadAndIsText() {
    AnyValue.Builder map = AnyValue.newBuilder();
    map.getKvlistValueBuilder().addValues(KeyValue.newBuilder().setKey("plain"));
    Trace planted =
        Spans.exit("a")
            .with("service.name", "b")
            .edited(
                span ->
                    span.addAttributes(
                        KeyValue.newBuilder().setKey("service.peer.name").setValue(map)))
            .trace();

    Span clean = redaction.apply(planted).spans().get(0);

    assertThat(clean.attribute("service.name")).isEmpty();
    assertThat(clean.peer()).isEqualTo("****");
    assertThat(redaction.found())
        .extracting(Redacted::rule)
        .containsExactlyInAnyOrder(
            "not on the allow-list", "a list, a map or bytes where a name should be");
  }

  @Test
  void bytesMapsAndListsGoWhole() {
    AnyValue.Builder bytes = AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8(SECRET));
    AnyValue.Builder list = AnyValue.newBuilder();
    list.getArrayValueBuilder()
        .addValues(AnyValue.newBuilder().setStringValue("plain"))
        .addValues(AnyValue.newBuilder().setStringValue("token=" + SECRET));
    AnyValue.Builder map = AnyValue.newBuilder();
    map.getKvlistValueBuilder().addValues(KeyValue.newBuilder().setKey("plain"));
    Trace planted =
        Spans.entry("a")
            .edited(
                span ->
                    span.addAttributes(KeyValue.newBuilder().setKey("url.path").setValue(bytes))
                        .addAttributes(KeyValue.newBuilder().setKey("http.route").setValue(list))
                        .addAttributes(KeyValue.newBuilder().setKey("http.target").setValue(map)))
            .trace();

    Span clean = redaction.apply(planted).spans().get(0);

    assertThat(clean.attribute("url.path")).contains("****");
    assertThat(clean.attribute("http.route")).contains("****");
    assertThat(clean.attribute("http.target")).contains("****");
    assertThat(redaction.found())
        .extracting(Redacted::rule)
        .containsExactlyInAnyOrder(
            "bytes or a map, which are not looked into",
            "looks like a credential",
            "bytes or a map, which are not looked into");
  }
}
