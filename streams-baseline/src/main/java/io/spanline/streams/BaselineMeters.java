package io.spanline.streams;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** The meters of this process as a whole. */
record BaselineMeters(BaselineHealth health, ThreadReplacement threads) implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("spanline.ready", health, report -> report.get().ready() ? 1 : 0)
        .description("1 while every partition is read and all state is there, else 0")
        .strongReference(true)
        .register(registry);
    Gauge.builder("spanline.restoring.records", health, BaselineMeters::restoring)
        .description("records of state that are still to be read back")
        .strongReference(true)
        .register(registry);
    FunctionCounter.builder("spanline.threads.replaced", threads, ThreadReplacement::replaced)
        .description("stream threads that died and were replaced")
        .register(registry);
  }

  private static double restoring(BaselineHealth health) {
    return health.get().restoring().stream()
        .mapToLong(store -> store.total() - store.restored())
        .sum();
  }
}
