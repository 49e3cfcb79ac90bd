package io.spanline.endtoend;

import static io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Service A, a service B that can die under its calls, and the spans that A sends of them. */
final class DyingEdge implements AutoCloseable {
  private static final Duration SPANS = Duration.ofSeconds(20);

  private final DyingServer serviceB = new DyingServer();
  private final AgentSpans spans = new AgentSpans();
  private final CallerOnJdk serviceA;

  /** Starts service A by a command of {@link CallerOnJdk} and does not wait for it. */
  DyingEdge(String name, List<String> command, Path folder) throws IOException {
    serviceA = new CallerOnJdk(name, folder);
    serviceA.launch(command, serviceB, spans);
  }

  /** What service A answered, and how many requests of it reached service B. */
  record Outcome(String answer, int attempts) {}

  Outcome callOnADyingConnection(DyingServer.Death death) {
    // Leaves a connection to use again.
    assertThat(call()).isEqualTo(new Outcome("ok", 1));
    serviceB.dieOnce(death);
    return call();
  }

  Outcome callWithNobodyThere() throws IOException {
    serviceB.close();
    return call();
  }

  Outcome call() {
    serviceA.awaitReady();
    int before = serviceB.requests();
    String answer = serviceA.call();
    return new Outcome(answer, serviceB.requests() - before);
  }

  CallerOnJdk serviceA() {
    return serviceA;
  }

  DyingServer serviceB() {
    return serviceB;
  }

  /** The attribute error.type of the CLIENT spans that have one, once all of them have come. */
  List<String> errorTypesOfClientSpans(int expected) {
    await()
        .atMost(SPANS)
        .untilAsserted(() -> assertThat(spans.count(SPAN_KIND_CLIENT)).isEqualTo(expected));
    return spans.errorTypesOfCalls();
  }

  @Override
  public void close() throws IOException {
    serviceA.close();
    spans.close();
    serviceB.close();
  }
}
