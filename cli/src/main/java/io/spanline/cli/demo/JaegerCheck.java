package io.spanline.cli.demo;

import io.spanline.cli.demo.DemoReport.JaegerState;
import io.spanline.clients.Jaeger;
import io.spanline.model.Trace;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Checks that Jaeger has exactly the spans of a trace. */
final class JaegerCheck {
  /** The Collector sends what it queued within its retry interval of a few seconds. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long POLL_MILLIS = 250;

  private JaegerCheck() {}

  static JaegerState lookFor(Trace trace, Jaeger jaeger) throws InterruptedException {
    Set<String> wanted = new TreeSet<>();
    trace.spans().forEach(span -> wanted.add(span.spanId().hex()));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (jaeger.spanIds(trace.traceId()).equals(wanted)) {
        return JaegerState.FOUND;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return JaegerState.MISSING;
  }
}
