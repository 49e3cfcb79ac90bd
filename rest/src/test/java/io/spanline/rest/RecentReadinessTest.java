package io.spanline.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentReadinessTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger looks = new AtomicInteger();
  private final List<String> missing = new ArrayList<>();

  @Test
  void looksOnceASecond() {
    RecentReadiness readiness = new RecentReadiness(this::look, nanos::get);

    assertThat(readiness.state().missing()).isEmpty();
    missing.add("the disk");
    pass(Duration.ofMillis(999));
    assertThat(readiness.state().missing()).isEmpty();
    pass(Duration.ofMillis(1));
    assertThat(readiness.state().missing()).containsExactly("the disk");
    assertThat(looks).hasValue(2);
  }

  @Test
  void whoAsksWhileAnotherLooksHearsTheLastAnswer() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    RecentReadiness readiness =
        new RecentReadiness(
            () -> {
              if (look().isEmpty() && looks.get() > 1) {
                begun.countDown();
                await(end);
              }
              return missing;
            },
            nanos::get);
    readiness.state();
    pass(Duration.ofSeconds(2));
    CompletableFuture<Void> slow = CompletableFuture.runAsync(readiness::state);
    await(begun);

    assertThat(readiness.state().nanos()).isZero();

    end.countDown();
    slow.get(10, TimeUnit.SECONDS);
    assertThat(looks).hasValue(2);
    assertThat(readiness.state().nanos()).isPositive();
  }

  private List<String> look() {
    looks.incrementAndGet();
    return missing;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
