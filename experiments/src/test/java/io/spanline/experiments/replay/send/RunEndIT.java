package io.spanline.experiments.replay.send;

import static io.spanline.experiments.replay.send.SocketTarget.answer;
import static io.spanline.experiments.replay.send.SocketTarget.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Supply;
import io.spanline.experiments.replay.TracePrefix;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RunEndIT {
  private final List<ReplayLine> lines = new ArrayList<>();

  @Test
  void anErrorWhileHandingOverIsNoEnd() throws Exception {
    Supply broken =
        (path, n) -> {
          throw new OutOfMemoryError("of a test");
        };
    try (SocketTarget target = new SocketTarget(SocketTarget.OK)) {
      ReplayPlan plan = repeated(Plans.request(target.address(), "GET", "/x", broken), 3);

      assertThatIllegalStateException()
          .isThrownBy(() -> run(plan))
          .withCauseInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void aDroppedRequestTakesItsTurn() throws Exception {
    List<Long> turns = new CopyOnWriteArrayList<>();
    Supply counting =
        (path, n) -> {
          turns.add(n);
          return new Supply.Parts(Map.of(), null, null);
        };
    try (SocketTarget target =
        new SocketTarget(
            (request, out) -> {
              sleep(200);
              write(out, answer("200 OK", ""));
            })) {
      ReplayPlan plan = repeated(Plans.request(target.address(), "GET", "/x", counting), 100);

      SendReport report =
          run(plan, new SendOptions(1, Duration.ofSeconds(5), null, StatusCheck.OFF));

      assertThat(report.dropped()).isPositive();
      assertThat(turns)
          .containsExactlyElementsOf(
              lines.stream()
                  .filter(line -> !line.isDropped())
                  .map(line -> line.repetition() - 1L)
                  .sorted()
                  .toList());
    }
  }

  @Test
  void goesOnWhenTheTargetDies() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    AtomicReference<SocketTarget> dying = new AtomicReference<>();
    try (SocketTarget target =
        new SocketTarget(
            (request, out) -> {
              if (heard.incrementAndGet() > 60) {
                dying.get().close();
                throw new EOFException();
              }
              write(out, answer("200 OK", ""));
            })) {
      dying.set(target);

      SendReport report = run(Plans.gets(target.address(), 120, 200));

      assertThat(report.end()).isEqualTo(new End.Complete());
      assertThat(report.sent()).isEqualTo(120);
      assertThat(report.errors()).containsKey("connection refused");
      assertThat(report.details()).containsOnlyKeys(report.errors().keySet());
      assertThat(lines).hasSize(120);
    }
  }

  @Test
  void waitsForWhatIsInFlightWhenStopped() throws Exception {
    try (SocketTarget target =
            new SocketTarget(
                (request, out) -> {
                  sleep(300);
                  write(out, answer("200 OK", ""));
                });
        Sender sender = new Sender(Plans.options(Duration.ofSeconds(5)))) {
      SendReport report =
          sender.run(
              Plans.gets(target.address(), 10_000, 100),
              TracePrefix.random(),
              line -> {
                lines.add(line);
                sender.stop();
              },
              counts -> {});

      assertThat(report.end()).isEqualTo(new End.Interrupted());
      assertThat(report.sent()).isBetween(10L, 200L).isEqualTo(lines.size());
      assertThat(report.statuses()).isEqualTo(Map.of(200, report.sent()));
    }
  }

  @Test
  void sendsNothingOnceStopped() throws Exception {
    try (SocketTarget target = new SocketTarget(SocketTarget.OK);
        Sender sender = new Sender(Plans.options(Duration.ofSeconds(5)))) {
      ReplayPlan plan = Plans.gets(target.address(), 100, 1);
      sender.stop();

      int warm = sender.warmUp(plan, TracePrefix.random());
      SendReport report = sender.run(plan, TracePrefix.random(), lines::add, counts -> {});

      assertThat(warm).isZero();
      assertThat(report.end()).isEqualTo(new End.Interrupted());
      assertThat(target.requests()).isEmpty();
    }
  }

  @Test
  void stopsWhenItsLinesCannotBeWritten() throws Exception {
    try (SocketTarget target = new SocketTarget(SocketTarget.OK);
        Sender sender = new Sender(Plans.options(Duration.ofSeconds(5)))) {
      SendReport report =
          sender.run(
              Plans.gets(target.address(), 10_000, 500),
              TracePrefix.random(),
              line -> {
                throw new UncheckedIOException(new IOException("No space left on device"));
              },
              counts -> {});

      assertThat(report.end())
          .isEqualTo(new End.Stopped("its file cannot be written: No space left on device"));
      assertThat(report.sent()).isLessThan(1_000);
    }
  }

  @Test
  void sendsNothingForAListenerThatIsBroken() throws Exception {
    try (SocketTarget target = new SocketTarget(SocketTarget.OK);
        Sender sender = new Sender(Plans.options(Duration.ofSeconds(5)))) {
      ReplayPlan plan = Plans.gets(target.address(), 20_000, 2_000);

      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  sender.run(
                      plan,
                      TracePrefix.random(),
                      line -> {
                        throw new IllegalStateException("broken");
                      },
                      counts -> {}));

      int heard = target.requests().size();
      int inFlight = Plans.options(Duration.ofSeconds(5)).inFlight();
      await()
          .during(Duration.ofSeconds(1))
          .until(() -> target.requests().size() <= heard + inFlight);
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

  private static ReplayPlan repeated(ReplayCase request, int times) {
    return new ReplayPlan(List.of(request), times, new Pace.Rate(200), new TreeMap<>());
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
