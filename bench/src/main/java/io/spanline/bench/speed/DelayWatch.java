package io.spanline.bench.speed;

import io.spanline.bench.Quantiles;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Measures, in one partition of {@code traces}, from the moment that the last span of a trace was
 * sent until what is committed of the trace was seen.
 */
final class DelayWatch implements AutoCloseable {
  // Traces that are decoded, one of so many: a watch must not take the processors.
  private static final int LOOKED_AT = 8;

  private final LatestEnd end = new LatestEnd();
  private final TracesWatch traces;
  private Histogram nanos = Quantiles.histogram();
  private long number;

  DelayWatch(String bootstrap) {
    traces = new TracesWatch(bootstrap, 1, this::see);
  }

  /** The delays since the last call, or since the beginning. */
  synchronized Quantiles take() throws IOException {
    traces.requireReading();
    Quantiles taken = Quantiles.of(nanos);
    nanos = Quantiles.histogram();
    return taken;
  }

  private void see(byte[] trace) {
    number++;
    if (number % LOOKED_AT == 0) {
      long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
      record(Math.max(0, now - end.of(trace)));
    }
  }

  private synchronized void record(long delay) {
    nanos.recordValue(delay);
  }

  @Override
  public void close() {
    traces.close();
  }
}
