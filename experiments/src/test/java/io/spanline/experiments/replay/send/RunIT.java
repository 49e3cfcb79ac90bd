package io.spanline.experiments.replay.send;

import static io.spanline.experiments.replay.send.SocketTarget.answer;
import static io.spanline.experiments.replay.send.SocketTarget.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Supply;
import io.spanline.experiments.replay.TracePrefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RunIT {
  private static final long MS = 1_000_000;

  private final List<ReplayLine> lines = new ArrayList<>();

  @Test
  void meansEachRequestForTheMomentOfItsCapture() throws Exception {
    long[] starts = {
      1_700_000_000_000_000_007L, 1_700_000_000_012_345_678L, 1_700_000_000_300_000_001L
    };
    try (SocketTarget target = new SocketTarget(SocketTarget.OK)) {
      run(Plans.gets(target.address(), new Pace.Speed(3), starts));

      long first = intended().get(0);
      assertThat(intended()).hasSize(3);
      for (int i = 0; i < starts.length; i++) {
        long exact = Math.round((starts[i] - starts[0]) / 3.0);
        assertThat(intended().get(i) - first).isCloseTo(exact, within1us());
      }
    }
  }

  @Test
  void meansARateForEvenMoments() throws Exception {
    try (SocketTarget target = new SocketTarget(SocketTarget.OK)) {
      run(Plans.gets(target.address(), 100, 300));

      long first = intended().get(0);
      for (int i = 0; i < 100; i++) {
        assertThat(intended().get(i) - first).isCloseTo(Math.round(i * 1e9 / 300), within1us());
      }
    }
  }

  @Test
  void waitsForNoAnswerAndChargesAStallToEveryRequestOfIt() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    try (SocketTarget target =
        new SocketTarget(
            (request, out) -> {
              if (heard.getAndIncrement() < 100) {
                sleep(500); // each connection of the first half second stalls
              }
              write(out, answer("200 OK", ""));
            })) {
      SendReport report = run(Plans.gets(target.address(), 150, 200));

      assertThat(report.sent()).isEqualTo(150);
      assertThat(report.dropped()).isZero();
      assertThat(report.response().getValueAtPercentile(60)).isGreaterThanOrEqualTo(490 * MS);
      assertThat(report.lateness().getValueAtPercentile(50)).isLessThan(250 * MS);
      assertThat(target.connections()).isGreaterThanOrEqualTo(50);
    }
  }

  @Test
  void dropsWhatIsBeyondTheRequestsInFlight() throws Exception {
    AtomicReference<SocketTarget> hanging = new AtomicReference<>();
    try (SocketTarget target = new SocketTarget((request, out) -> hanging.get().hang())) {
      hanging.set(target);

      SendReport report =
          run(
              Plans.gets(target.address(), 50, 1_000),
              new SendOptions(7, Duration.ofSeconds(1), null, StatusCheck.CAPTURED));

      assertThat(report.sent()).isEqualTo(7);
      assertThat(report.dropped()).isEqualTo(43);
      assertThat(report.errors()).isEqualTo(Map.of("no answer in 1 s", 7L));
      assertThat(report.whyNotHeld())
          .startsWith("the generator could not keep up: ")
          .contains("43 dropped");
      assertThat(lines).hasSize(50);
      assertThat(lines)
          .filteredOn(line -> "dropped".equals(line.error()))
          .hasSize(43)
          .allMatch(line -> line.moments().handed() == null && line.moments().done() == null);
    }
  }

  @Test
  void sendsLateWhatCannotBeSentInTime() throws Exception {
    try (SocketTarget target = new SocketTarget(SocketTarget.OK)) {
      Supply slow =
          (path, n) -> {
            sleep(30);
            return new Supply.Parts(Map.of(), null, null);
          };

      SendReport report =
          run(
              new ReplayPlan(
                  List.of(Plans.request(target.address(), "GET", "/x", slow)),
                  20,
                  new Pace.Rate(1_000),
                  new TreeMap<>()));

      assertThat(report.sent()).isEqualTo(20);
      assertThat(report.late()).isBetween(19L, 20L);
      assertThat(report.whyNotHeld()).contains("of 20 requests late by more than 10 ms");
      assertThat(report.end()).isEqualTo(new End.Complete());
      assertThat(lines).extracting(ReplayLine::repetition).contains(1, 20);
    }
  }

  @Test
  void countsWarmUpNowhere() throws Exception {
    TracePrefix warming = TracePrefix.random();
    TracePrefix counted = TracePrefix.random();
    List<SendProgress.Counts> heard = new ArrayList<>();
    try (SocketTarget target = new SocketTarget(SocketTarget.OK);
        Sender sender = new Sender(Plans.options(Duration.ofSeconds(5)))) {
      ReplayPlan plan = Plans.gets(target.address(), 30, 100);

      int warm = sender.warmUp(plan, warming);
      SendReport report = sender.run(plan, counted, lines::add, heard::add);

      assertThat(warm).isBetween(1, 50);
      assertThat(report.sent()).isEqualTo(30);
      assertThat(target.requests()).hasSize(30 + warm);
      assertThat(target.requests())
          .filteredOn(
              request -> request.headers().get("traceparent").startsWith("00-" + warming.hex()))
          .hasSize(warm);
      assertThat(lines).allMatch(line -> counted.isOf(line.traceId()));
      assertThat(heard.get(heard.size() - 1))
          .isEqualTo(new SendProgress.Counts(30, 30, 30, report.late(), 0, 0));
    }
  }

  private SendReport run(ReplayPlan plan) throws InterruptedException {
    return run(plan, Plans.options(Duration.ofSeconds(5)));
  }

  private SendReport run(ReplayPlan plan, SendOptions options) throws InterruptedException {
    try (Sender sender = new Sender(options)) {
      return sender.run(plan, TracePrefix.random(), lines::add, counts -> {});
    }
  }

  private List<Long> intended() {
    return lines.stream().map(line -> line.moments().intended()).sorted().toList();
  }

  private static Offset<Long> within1us() {
    return Offset.offset(1_000L);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
