package io.spanline.capture.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.captures.manifest.Redacted;
import io.spanline.model.RandomTraces;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpJson;
import io.spanline.otlp.OtlpReader;
import io.spanline.otlp.RandomOtlp;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RedactionTest {
  private static final String SECRET = "S3CRETplanted";
  // Every shape that is known; where free text goes whole, any would do. A name loses those of
  // URLs.
  private static final String HOSTILE_NAME =
      "GET https://user:pa,%1$s'%1$s@shop.example/p?token=%1$s;%1$s&password2=%1$s<%1$s /x#%1$s"
          .formatted(SECRET);
  private static final String HOSTILE =
      ("GET https://user:pa,%1$s'%1$s@shop.example/p?token=%1$s;%1$s&password2=%1$s<%1$s Bearer %1$s"
              + " http://u:12/%1$s@h u:p,%1$s@h {\"token\":{\"v\":[\"%1$s %1$s\"]}} password=%1$s")
          .formatted(SECRET);

  private final Redaction redaction = new Redaction();

  @Test
  void aCleanTraceComesBackAsTheSameObject() {
    for (Trace trace : Traces.judged(new RandomTraces(new Random(5)).spans(40))) {
      assertThat(redaction.apply(trace)).isSameAs(trace);
    }
    assertThat(redaction.found()).isEmpty();
  }

  @Test
  void whatIsNotOnTheListGoesAndIsCounted() {
    Trace trace =
        Spans.entry("a").with("http.request.method", "GET").with("db.statement", "x").trace();

    Trace clean = redaction.apply(trace);

    Span span = clean.spans().get(0);
    assertThat(span.attribute("http.request.method")).contains("GET");
    assertThat(span.attribute("db.statement")).isEmpty();
    assertThat(span.otlp().getDroppedAttributesCount()).isEqualTo(1);
    assertThat(redaction.found())
        .containsExactly(new Redacted("span", "db.statement", "not on the allow-list", 1));
  }

  @Test
  void idsTimesKindsAndCodesStay() {
    Span span = Spans.entry("a").with("custom", "x").underRemote("p").failed().span();

    Span clean = redaction.apply(Traces.complete(List.of(span))).spans().get(0);

    assertThat(clean.link()).isEqualTo(span.link());
    assertThat(clean.traceId()).isEqualTo(span.traceId());
    assertThat(clean.startNanos()).isEqualTo(span.startNanos());
    assertThat(clean.endNanos()).isEqualTo(span.endNanos());
    assertThat(clean.otlp().getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
  }

  @Test
  void noPlaceOfTheSchemaLetsASecretThrough() {
    List<PlantingPlaces.Place> places = PlantingPlaces.all();
    assertThat(places)
        .extracting(PlantingPlaces.Place::name)
        .contains(
            "resource_spans.resource.attributes.value.string_value",
            "resource_spans.scope_spans.spans.links.trace_state",
            "resource_spans.resource.entity_refs.id_keys");

    for (PlantingPlaces.Place place : places) {
      for (String key :
          List.of("service.name", "http.target", "exception.type", "url.full", "custom.key")) {
        assertHoldsNone(
            place.name() + " of " + key, place.plant(oneSpan(), key, hostile(place, key)));
      }
    }
  }

  @Test
  void noRandomTraceWithSecretsEverywhereLetsOneThrough() {
    RandomOtlp random = new RandomOtlp(7);
    for (int i = 0; i < 100; i++) {
      TracesData data = random.next();
      for (PlantingPlaces.Place place : PlantingPlaces.all()) {
        data = place.plant(data, "url.path", hostile(place, "url.path"));
      }
      assertHoldsNone("random " + i, data);
    }
  }

  /** The spans that the Collector is tried with hold secrets in every shape that is known. */
  @Test
  void noPlantedSecretGetsThrough() throws IOException {
    byte[] planted = Files.readAllBytes(Path.of("../observability/planted-secrets.json"));

    for (Trace trace : traces(OtlpJson.read(planted))) {
      String line = new String(TraceJson.write(redaction.apply(trace)), StandardCharsets.UTF_8);

      assertThat(line).contains("planted-secrets", "/orders").doesNotContain("PLANTED");
    }
  }

  @Test
  void whatWasCleanedIsClean() {
    TracesData data = oneSpan();
    for (PlantingPlaces.Place place : PlantingPlaces.all()) {
      data = place.plant(data, "url.path", hostile(place, "url.path"));
    }
    for (Trace trace : traces(data)) {
      Trace clean = redaction.apply(trace);

      assertThat(clean).isNotSameAs(trace);
      assertThat(new Redaction().apply(clean)).isSameAs(clean);
      Trace read = TraceJson.read(TraceJson.write(clean));
      assertThat(new Redaction().apply(read)).isSameAs(read);
    }
  }

  @Test
  void aFieldsNameIsToldOnlyWhereItIsPlainAndOfNotTooMany() {
    Spans span = Spans.entry("a").with("x".repeat(65), "").with("PASSWORD=" + SECRET, "");
    span.with("user.47114711", "").with("custom.key", "");
    for (int i = 0; i < 60; i++) {
      span.with("custom.key." + i, "");
    }

    redaction.apply(span.trace());

    List<Redacted> found = redaction.found();
    assertThat(found).extracting(Redacted::field).contains("custom.key", "(other)");
    assertThat(found).hasSizeLessThanOrEqualTo(51);
    assertThat(found.toString()).doesNotContain(SECRET, "xxxx", "4711");
    assertThat(found.stream().mapToLong(Redacted::count).sum()).isEqualTo(64);
    assertThat(found.get(0).field()).isEqualTo("(other)");
  }

  @Test
  void theSamplersOwnTraceStateStays() {
    assertThat(SpanCleaning.samplers("ot=th:0")).isEqualTo("ot=th:0");
    assertThat(SpanCleaning.samplers("vendor=x, ot=th:8;rv:0123456789abcd"))
        .startsWith("ot=th:8;rv:");
    assertThat(SpanCleaning.samplers("ot=th:" + SECRET)).isEmpty();
  }

  private void assertHoldsNone(String where, TracesData data) {
    String base64 = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
    String hex = HexFormat.of().formatHex(SECRET.getBytes(StandardCharsets.UTF_8));
    for (Trace trace : traces(data)) {
      String line = new String(TraceJson.write(redaction.apply(trace)), StandardCharsets.UTF_8);

      assertThat(line).as(where).doesNotContain(SECRET, base64, hex);
    }
    assertThat(redaction.found().toString()).as(where).doesNotContain(SECRET);
  }

  private static List<Trace> traces(TracesData data) {
    assertThat(OtlpReader.spansOf(data)).isInstanceOf(Decoded.Spans.class);
    return Traces.judged(((Decoded.Spans) OtlpReader.spansOf(data)).spans());
  }

  private static String hostile(PlantingPlaces.Place place, String key) {
    boolean name = place.name().matches(".*(spans|scope|events)\\.name");
    return name || key.equals("service.name") ? HOSTILE_NAME : HOSTILE;
  }

  private static TracesData oneSpan() {
    return Spans.entry("a").span().fragment();
  }
}
