package io.spanline.experiments.replay.pair;

import static io.spanline.experiments.replay.pair.Requests.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.experiments.replay.pair.PreflightResult.Finding;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.TraceId;
import io.spanline.otlp.OtlpJson;
import io.spanline.settings.Settings;
import io.spanline.topic.EmbeddedBroker;
import io.spanline.topic.TopicWriter;
import io.spanline.topic.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@Timeout(60)
class PreflightIT {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final ReplayCase GET =
      new ReplayCase(
          1,
          new TraceId(1, 1),
          1,
          new Route("service-a", "GET /orders/{id}", "GET", URI.create("http://127.0.0.1:1"), null),
          "/orders/7",
          Map.of(),
          200);

  @TempDir private static Path data;
  private static EmbeddedBroker broker;

  private final TracePrefix.Ids ids = TracePrefix.random().next();
  private TopicWriter writer;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(data);
    broker.create(Topics.OTLP_SPANS);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void open() {
    writer = TopicWriter.to(broker.address());
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void aSpanOfTheRequestsTraceArrives() throws InterruptedException {
    PreflightResult result =
        check(
            Duration.ofSeconds(30),
            () -> {
              write(entry(TracePrefix.random().next(), "of somebody else"));
              write(entry(ids, "a"));
              return null;
            });

    assertThat(result.finding()).isEqualTo(Finding.ARRIVED);
    assertThat(result.isGood()).isTrue();
  }

  @Test
  void itArrivesThoughItHasNoKeyAndOthersCannotBeRead() throws InterruptedException {
    PreflightResult result =
        check(
            Duration.ofSeconds(30),
            () -> {
              writer.input("key", new byte[] {1});
              writer.input(null, "{\"resourceSpans\":7}".getBytes());
              writer.input(null, OtlpJson.write(entry(ids, "a").fragment()));
              return null;
            });

    assertThat(result.finding()).isEqualTo(Finding.ARRIVED);
  }

  @Test
  void whatCameBeforeTheRequestDoesNotCount() throws InterruptedException {
    write(entry(ids, "a"));

    assertThat(check(SOON, () -> null).finding()).isEqualTo(Finding.NOTHING);
  }

  @Test
  void kafkaDoesNotAnswer() throws InterruptedException {
    Settings nobody = Settings.of(Map.of("SPANLINE_PORT_KAFKA", "1"));
    boolean[] sent = {false};

    PreflightResult result =
        new Preflight(nobody)
            .check(
                GET,
                ids,
                () -> {
                  sent[0] = true;
                  return null;
                });

    assertThat(result.finding()).isEqualTo(Finding.NO_KAFKA);
    assertThat(result.words()).contains("Kafka does not answer at 127.0.0.1:1", "start the stack");
    assertThat(sent[0]).isFalse();
  }

  @Test
  void theRequestHasNoAnswer() throws InterruptedException {
    PreflightResult result = check(SOON, () -> "connection refused");

    assertThat(result.finding()).isEqualTo(Finding.NO_ANSWER);
    assertThat(result.words())
        .isEqualTo(
            GET.route().target() + " did not answer GET /orders/7: connection refused; is it up?");
  }

  @Test
  void aRequestThatCannotBeSentOrIsNotTrustedIsNoTargetThatIsDown() throws InterruptedException {
    assertThat(check(SOON, () -> "not a URI: path '/a b'").words())
        .isEqualTo("GET /orders/7 of service-a: not a URI: path '/a b'");
    assertThat(check(SOON, () -> "TLS: certificate not trusted").words())
        .endsWith("JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE");
  }

  @Test
  void nothingArrives() throws InterruptedException {
    PreflightResult result =
        check(
            SOON,
            () -> {
              writer.input(null, new byte[] {1});
              return null;
            });

    assertThat(result.finding()).isEqualTo(Finding.NOTHING);
    assertThat(result.words())
        .contains(
            "no span of any trace came to otlp_spans within 1 s (1 records hold none)",
            "is service-a instrumented",
            "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318");
  }

  @Test
  void onlySpansOfOtherServicesArrive() throws InterruptedException {
    PreflightResult result =
        check(
            SOON,
            () -> {
              write(Spans.entry("gateway").span());
              write(Spans.entry("stock").span());
              return null;
            });

    assertThat(result.finding()).isEqualTo(Finding.OTHER_SERVICES);
    assertThat(result.words())
        .contains("spans of gateway, stock came", "none of service-a", "OTLP_ENDPOINT");
  }

  @Test
  void theServiceStartsATraceOfItsOwn() throws InterruptedException {
    PreflightResult result =
        check(
            SOON,
            () -> {
              write(request(Instant.now(), "/orders/7").inTrace("its own").span());
              return null;
            });

    assertThat(result.finding()).isEqualTo(Finding.OWN_TRACE);
    assertThat(result.words())
        .contains(
            "service-a started a trace of its own (%s)".formatted(Spans.traceId("its own")),
            "does not take up traceparent",
            "OTEL_PROPAGATORS=tracecontext");
  }

  @Test
  void spansOfTheServiceArriveButNoneOfTheRequest() throws InterruptedException {
    PreflightResult result =
        check(
            SOON,
            () -> {
              write(request(Instant.now(), "/orders/8").span());
              write(request(Instant.now().minusSeconds(60), "/orders/7").span());
              write(request(Instant.now(), "/orders/7").under("a caller").span());
              return null;
            });

    assertThat(result.finding()).isEqualTo(Finding.NOT_SAMPLED);
    assertThat(result.words())
        .contains("a sampler drops", "OTEL_TRACES_SAMPLER=parentbased_always_on");
  }

  @Test
  void theTraceArrivesTooLate() throws InterruptedException {
    PreflightResult result =
        new Preflight(settings(), Duration.ZERO, Duration.ofSeconds(30))
            .check(
                GET,
                ids,
                () -> {
                  write(entry(ids, "a"));
                  return null;
                });

    assertThat(result.finding()).isEqualTo(Finding.LATE);
    assertThat(result.words()).contains("not within 0 s", "OTEL_BSP_SCHEDULE_DELAY=500");
  }

  private PreflightResult check(Duration longest, Preflight.Sending sending)
      throws InterruptedException {
    return new Preflight(settings(), longest, longest).check(GET, ids, sending);
  }

  private static Spans request(Instant start, String path) {
    return Spans.entry("service-a")
        .startingAfter(Duration.between(Spans.EPOCH, start))
        .with("http.request.method", "GET")
        .with("url.path", path);
  }

  private void write(Span span) {
    writer.input(span.traceId().hex(), span.fragment().toByteArray());
  }

  private static Settings settings() {
    String port = broker.address().substring(broker.address().indexOf(':') + 1);
    return Settings.of(Map.of("SPANLINE_PORT_KAFKA", port));
  }
}
