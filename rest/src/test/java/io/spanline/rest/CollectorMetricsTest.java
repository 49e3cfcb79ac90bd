package io.spanline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CollectorMetricsTest {
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final MeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void countsWhatEachCollectorDid() {
    new CollectorMetrics().bindTo(registry);
    long before = collections();

    System.gc();

    assertThat(registry.getMeters()).hasSameSizeAs(collectors);
    assertThat(timers().stream().mapToDouble(FunctionTimer::count).sum())
        .isGreaterThan(before)
        .isBetween(before + 1.0, (double) collections());
    assertThat(timers().stream().mapToDouble(timer -> timer.totalTime(TimeUnit.MILLISECONDS)).sum())
        .isPositive();
  }

  private List<FunctionTimer> timers() {
    return collectors.stream()
        .map(each -> registry.get("jvm.gc.pause").tag("gc", each.getName()).functionTimer())
        .toList();
  }

  private long collections() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
  }
}
