package io.spanline.experiments.replay.send;

import static io.spanline.experiments.replay.send.SocketTarget.answer;
import static io.spanline.experiments.replay.send.SocketTarget.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.TracePrefix;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RunEndIT {
  private final List<ReplayLine> lines = new ArrayList<>();

  @Test
  void stopsAtTheSecondAnswerOfAnotherClass() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    try (SocketTarget target =
        new SocketTarget(
            (request, out) ->
                write(
                    out,
                    answer(
                        heard.incrementAndGet() % 5 == 0 ? "400 Bad Request" : "204 No Content",
                        "")))) {
      SendReport report = run(Plans.gets(target.address(), 1_000, 50));

      assertThat(report.end())
          .isEqualTo(
              new End.Stopped(
                  "GET /x: 200 then, 400 now; a query, header or login is probably missing"));
      assertThat(report.sent()).isBetween(10L, 15L);
      assertThat(lines).hasSize((int) report.sent());
    }
  }

  @Test
  void allowsOneAnswerOfAnotherClassInTheFirst20() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    try (SocketTarget target =
        new SocketTarget(
            (request, out) -> {
              int n = heard.incrementAndGet();
              write(out, answer(n == 3 || n > 20 ? "500 Oh" : "200 OK", ""));
            })) {
      SendReport report = run(Plans.gets(target.address(), 40, 20));

      assertThat(report.end()).isEqualTo(new End.Complete());
      assertThat(report.statuses()).isEqualTo(Map.of(200, 19L, 500, 21L));
    }
  }

  @Test
  void goesOnWhateverTheAnswersAreIfNobodyAsksForTheCheck() throws Exception {
    try (SocketTarget target =
        new SocketTarget((request, out) -> write(out, answer("302 Found", "")))) {
      SendReport report =
          run(
              Plans.gets(target.address(), 60, 1_000),
              new SendOptions(256, Duration.ofSeconds(5), null, StatusCheck.OFF));

      assertThat(report.end()).isEqualTo(new End.Complete());
      assertThat(report.redirects()).isEqualTo(60);
    }
  }

  @Test
  void goesOnWhenTheTargetDies() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    AtomicReference<SocketTarget> dying = new AtomicReference<>();
    try (SocketTarget target =
        new SocketTarget(
            (request, out) -> {
              if (heard.incrementAndGet() > 20) {
                dying.get().close();
                throw new EOFException();
              }
              write(out, answer("200 OK", ""));
            })) {
      dying.set(target);

      SendReport report = run(Plans.gets(target.address(), 60, 200));

      assertThat(report.end()).isEqualTo(new End.Complete());
      assertThat(report.sent()).isEqualTo(60);
      assertThat(report.errors()).containsKey("connection refused");
      assertThat(report.details()).containsOnlyKeys(report.errors().keySet());
      assertThat(lines).hasSize(60);
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

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
