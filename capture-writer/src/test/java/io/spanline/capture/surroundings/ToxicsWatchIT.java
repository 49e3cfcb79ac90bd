package io.spanline.capture.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.spanline.capture.HandClock;
import io.spanline.captures.TimeRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToxicsWatchIT {
  private final AtomicInteger looks = new AtomicInteger();
  private HttpServer toxiproxy;

  @BeforeEach
  void create() throws IOException {
    toxiproxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @AfterEach
  void stop() {
    toxiproxy.stop(0);
  }

  @Test
  void goesOnLookingAfterALookHasFailedInAnyWay() throws IOException {
    String address =
        answering(
            exchange -> {
              byte[] none = "{}".getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, none.length);
              exchange.getResponseBody().write(none);
              exchange.close();
            });
    try (ToxicsWatch watch = new ToxicsWatch(address, new ClockThatFailsOnce())) {
      await().untilAsserted(() -> assertThat(looks).hasValueGreaterThan(2));
      Instant now = Instant.now();
      assertThat(watch.during(new TimeRange(now.minusSeconds(1), now))).isNotNull();
    }
  }

  @Test
  void doesNotKeepMoreOfAnEndlessAnswerThanAnAnswerMayHave() throws IOException {
    String address =
        answering(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
              while (true) {
                exchange.getResponseBody().write(blanks);
              }
            });
    try (ToxicsWatch watch = new ToxicsWatch(address, Clock.systemUTC())) {
      await()
          .untilAsserted(
              () -> {
                Instant now = Instant.now();
                assertThat(watch.during(new TimeRange(now.minusSeconds(1), now)).unknown())
                    .contains("Toxiproxy at " + address);
              });
    }
  }

  private String answering(HttpHandler proxies) {
    toxiproxy.createContext("/proxies", proxies);
    toxiproxy.start();
    return "127.0.0.1:" + toxiproxy.getAddress().getPort();
  }

  private final class ClockThatFailsOnce extends HandClock {
    ClockThatFailsOnce() {
      super(Instant.EPOCH);
    }

    @Override
    public Instant instant() {
      if (looks.incrementAndGet() == 1) {
        throw new AssertionError("the first time");
      }
      return Instant.now();
    }
  }
}
