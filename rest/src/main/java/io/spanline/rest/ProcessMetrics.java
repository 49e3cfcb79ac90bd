package io.spanline.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Supplier;

/** The metrics of a process in Prometheus' text format: the JVM's and those bound to it. */
public final class ProcessMetrics implements AutoCloseable {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Deque<AutoCloseable> closeables = new ArrayDeque<>();

  public ProcessMetrics bindJvm() {
    bind(new ClassLoaderMetrics());
    bind(new JvmMemoryMetrics());
    bind(new CollectorMetrics());
    bind(new JvmThreadMetrics());
    bind(new ProcessorMetrics());
    bind(new FileDescriptorMetrics());
    bind(new UptimeMetrics());
    return this;
  }

  public MeterRegistry registry() {
    return registry;
  }

  /** Adds meters; a binder that can be closed is closed with these metrics. */
  public void bind(MeterBinder binder) {
    binder.bindTo(registry);
    if (binder instanceof AutoCloseable closeable) {
      closeables.push(closeable);
    }
  }

  public String scrape() {
    return registry.scrape(CONTENT_TYPE);
  }

  /** The route {@code GET /metrics}, which scrapes at each request. */
  public static Route route(Supplier<String> scrape) {
    return Route.get(
        "/metrics",
        Set.of(),
        (context, query) -> context.contentType(CONTENT_TYPE).result(scrape.get()));
  }

  @Override
  public void close() {
    closeables.forEach(ProcessMetrics::close);
    registry.close();
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      throw new IllegalStateException("meters cannot be closed", e);
    }
  }
}
