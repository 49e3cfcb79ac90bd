package io.spanline.experiments.replay.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.plan.Targets.Loopback;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.topic.Beginning;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanReaderTest {
  private static final Path SAMPLE = Path.of("..", "data", "sample");
  private static final Path CAPTURE = SAMPLE.resolve("captures/capture_001.json");
  private static final Path REQUESTS = SAMPLE.resolve("requests.yaml");
  private static final Pace AS_CAPTURED = new Pace.Speed(1);
  private static final Targets NOWHERE = Targets.of(List.of(), Map.of(), Loopback.THIS_MACHINE);
  static final Targets THERE =
      Targets.of(List.of("http://there:1"), Map.of(), Loopback.THIS_MACHINE);

  @TempDir private Path folder;

  @Test
  void agreesWithTheManifestOnWhatCanBeReplayed() throws IOException {
    Manifest.ReplayCounts said = CaptureFolder.manifest(CAPTURE).replay();
    AtomicLong bytes = new AtomicLong();

    ReplayPlan plan =
        PlanReader.read(sample(null, SideEffects.ALLOWED, null, Selection.Filter.NONE), bytes::set);

    assertThat(plan.requests()).isEqualTo((int) said.able());
    assertThat(plan.notReplayable())
        .containsExactly(
            Map.entry(
                "no body for POST /orders", said.reasons().get("request body is not captured")));
    assertThat(bytes.get()).isEqualTo(Files.size(CAPTURE));
  }

  @Test
  void theSampleOfARequestsFileMakesTheShopsOrdersReplayable() throws IOException {
    ReplayPlan plan =
        PlanReader.read(
            sample(REQUESTS, SideEffects.ALLOWED, null, Selection.Filter.NONE), bytes -> {});

    assertThat(plan.notReplayable()).isEmpty();
    assertThat(plan.notes()).isEmpty();
    ReplayCase order =
        plan.cases().stream()
            .filter(each -> each.route().method().equals("POST"))
            .findFirst()
            .orElseThrow();
    assertThat(order.route().supply().of(order.path(), 4).body())
        .matches("\\{\"product\":\"p-4\",\"quantity\":[123]}");
    DryRun dry = DryRun.of(plan);
    assertThat(dry.requests()).isEqualTo((int) CaptureFolder.manifest(CAPTURE).counts().traces());
    assertThat(dry.targets()).containsOnlyKeys(URI.create("http://127.0.0.1:18081"));
    assertThat(dry.takes()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(37));
    assertThat(dry.meanPerSecond()).isBetween(9.7, 12.0);
    assertThat(dry.peakPerSecond()).isBetween(10, 40);
    assertThat(plan.cases())
        .isSortedAccordingTo((a, b) -> Long.compareUnsigned(a.startNanos(), b.startNanos()));
  }

  @Test
  void sideEffectsNeedLeave() throws IOException {
    ReplayPlan plan =
        PlanReader.read(
            sample(REQUESTS, SideEffects.REFUSED, null, Selection.Filter.NONE), bytes -> {});

    assertThat(plan.notReplayable().keySet())
        .containsExactly("POST /orders has side effects; allow it with --allow-side-effects");
  }

  @Test
  void takesTheFirstOfThoseThatMatch() throws IOException {
    Selection.Filter home = new Selection.Filter("service-a", "GET /home", null, null, null);

    ReplayPlan all = PlanReader.read(sample(null, SideEffects.REFUSED, null, home), bytes -> {});
    ReplayPlan five = PlanReader.read(sample(null, SideEffects.REFUSED, 5, home), bytes -> {});

    assertThat(all.cases()).hasSize(54).allMatch(each -> each.path().equals("/home"));
    assertThat(five.cases()).isEqualTo(all.cases().subList(0, 5));
    assertThat(five.notReplayable()).isEmpty();
  }

  @Test
  void keepsWhatARequestIsSentAgainWith() throws IOException {
    Spans get =
        get("get", "/a b/%7e?é")
            .named("Shop.find")
            .with("http.route", "/{x}")
            .with("http.response.status_code", "404")
            .with("http.request.header.accept", "text/html")
            .with("http.request.header.content_type", "a/b")
            .with("http.request.header.x-request-id", "7");

    ReplayCase only = plan(THERE, null, get).cases().get(0);

    assertThat(only.path()).isEqualTo("/a%20b/%7e%3F%C3%A9");
    assertThat(only.headers())
        .containsOnly(Map.entry("accept", "text/html"), Map.entry("content-type", "a/b"));
    assertThat(only.status()).isEqualTo(404);
    assertThat(only.line()).isOne();
    assertThat(only.original()).isEqualTo(Spans.traceId("get"));
    assertThat(only.route().service()).isEqualTo("a");
    assertThat(only.route().operation()).isEqualTo("Shop.find");
    assertThat(only.route().target()).isEqualTo(URI.create("http://there:1"));
  }

  @Test
  void countsWhyTheOthersStay() throws IOException {
    ReplayPlan plan =
        plan(
            THERE,
            null,
            post("1"),
            get("2", "/search").with("http.route", "/search").with("url.query", "q=1"),
            get("3", "/x").with("rpc.system", "grpc"),
            get("4", "/x").with("url.scheme", "wss"),
            get("5", "/users/****"),
            Spans.of("a", SpanKind.INTERNAL).inTrace("6"),
            Spans.entry("a").inTrace("7").with("url.path", "/x"),
            get("8", "/x").with("spanline.query", "true"));

    assertThat(plan.cases()).isEmpty();
    assertThat(plan.notReplayable())
        .isEqualTo(
            Map.of(
                "no body for POST /orders", 1L,
                "no query for GET /search", 1L,
                "no query for GET a-operation", 1L,
                "gRPC", 1L,
                "WebSocket", 1L,
                "path is redacted", 1L,
                "not an HTTP request", 1L,
                "method is not captured", 1L));
  }

  @Test
  void aTraceThatBeganBeforeOrHasNoRootStays() throws IOException {
    Trace before = get("1", "/x").trace();
    Span one = get("2", "/x").withId("one").underRemote("p").span();
    Span two = get("2", "/x").withId("two").underRemote("q").span();

    ReplayPlan plan =
        new GeneratedCapture(folder)
            .add(before, Beginning.BEFORE)
            .add(Traces.complete(List.of(one, two)), Beginning.INSIDE)
            .plan(THERE, null);

    assertThat(plan.notReplayable())
        .isEqualTo(Map.of("began before the range", 1L, "no root span", 1L));
  }

  @Test
  void whereNothingMayBeSentItSaysWhatToType() throws IOException {
    ReplayPlan plan = plan(NOWHERE, null, get("1", "/x").with("server.address", "shop.example"));

    assertThat(plan.notReplayable())
        .isEqualTo(Map.of("no target for a; give --target a=http://HOST:PORT", 1L));
  }

  @Test
  void namesWhatTheUserNamedAndTheCaptureLacks() throws IOException {
    String requests = "requests:\n- {route: GET /x, service: a}\n- {route: GET /y, service: a}";
    Targets targets =
        Targets.of(List.of("http://there:1", "b=http://b"), Map.of(), Loopback.THIS_MACHINE);

    ReplayPlan plan = plan(targets, requests, get("1", "/x").named("GET /x"));

    assertThat(plan.notes())
        .containsExactly(
            "%s line 3: the capture has no GET /y of a".formatted(folder.resolve("requests.yaml")),
            "--target b: the capture has no request to it");
  }

  @Test
  void aCaptureWithoutItsManifestOrOfAnotherIsRefused() throws IOException {
    GeneratedCapture capture =
        new GeneratedCapture(folder).add(get("1", "/x").trace(), Beginning.INSIDE);
    Path file = capture.write();
    Path manifest = CaptureFolder.manifestOf(file);
    byte[] sound = Files.readAllBytes(manifest);

    new GeneratedCapture(folder).add(get("2", "/x").trace(), Beginning.INSIDE).write();
    Files.write(manifest, sound);
    assertThatThrownBy(() -> PlanReader.read(options(file, THERE, null), bytes -> {}))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageEndingWith(
            "is not the capture that its manifest describes; capture verify tells why");

    Files.delete(manifest);
    assertThatThrownBy(() -> PlanReader.read(options(file, THERE, null), bytes -> {}))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("needs its manifest; put it there or make a new capture");
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    Path file = new GeneratedCapture(folder).add(get("1", "/x").trace(), Beginning.INSIDE).write();
    Files.writeString(file, Files.readString(file).replace("\"/x\"", "\"/y\""));

    assertThatThrownBy(() -> PlanReader.read(options(file, THERE, null), bytes -> {}))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining("line 1: line does not match its checksum");
  }

  static Spans get(String trace, String path) {
    return Spans.entry("a")
        .inTrace(trace)
        .startingAfter(Duration.ofSeconds(trace.hashCode() & 0xff))
        .with("http.request.method", "GET")
        .with("url.path", path);
  }

  static Spans post(String trace) {
    return Spans.entry("a")
        .inTrace(trace)
        .with("http.request.method", "POST")
        .with("http.route", "/orders")
        .with("url.path", "/orders");
  }

  private ReplayPlan plan(Targets targets, @Nullable String requests, Spans... spans)
      throws IOException {
    GeneratedCapture capture = new GeneratedCapture(folder);
    for (Spans each : spans) {
      capture.add(each.trace(), Beginning.INSIDE);
    }
    return capture.plan(
        targets,
        requests == null ? null : Files.writeString(folder.resolve("requests.yaml"), requests));
  }

  static PlanOptions options(Path capture, Targets targets, @Nullable Path requests) {
    return new PlanOptions(
        capture,
        targets,
        requests,
        AS_CAPTURED,
        1,
        null,
        Selection.Filter.NONE,
        SideEffects.ALLOWED);
  }

  private static PlanOptions sample(
      @Nullable Path requests,
      SideEffects effects,
      @Nullable Integer limit,
      Selection.Filter where) {
    return new PlanOptions(CAPTURE, NOWHERE, requests, AS_CAPTURED, 1, limit, where, effects);
  }
}
