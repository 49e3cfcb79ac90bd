package io.spanline.experiments.replay.send;

import static io.spanline.experiments.replay.send.SocketTarget.answer;
import static io.spanline.experiments.replay.send.SocketTarget.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.replay.ReplayLine;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.model.TraceId;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StatusCheckIT {
  private final List<ReplayLine> lines = new ArrayList<>();

  @Test
  void stopsAtTheSecondAnswerOfAnotherClass() throws Exception {
    try (SocketTarget target =
        new SocketTarget(
            (request, out) ->
                write(
                    out,
                    answer(number(request) % 5 == 4 ? "400 Bad Request" : "204 No Content", "")))) {
      SendReport report = run(Plans.gets(target.address(), 2_000, 200));

      assertThat(report.end())
          .isEqualTo(
              new End.Stopped(
                  "GET /x of shop: 200 then, 400 now; a query, header or login is probably"
                      + " missing: supply it with --requests, or go on with --any-status"));
      assertThat(report.whyAnswersDiffer()).isNull();
      assertThat(report.sent()).isBetween(10L, 1_000L);
      assertThat(lines).hasSize((int) report.sent());
    }
  }

  @Test
  void stopsAtTheSecondRequestWithoutAnAnswer() throws Exception {
    URI address;
    try (SocketTarget target = new SocketTarget(SocketTarget.OK)) {
      address = target.address();
    }

    SendReport report = run(Plans.gets(address, 2_000, 200));

    assertThat(report.end())
        .isEqualTo(
            new End.Stopped(
                "GET /x of shop: 200 then, no answer now (connection refused); is the target up?"
                    + " --any-status goes on in any case"));
    assertThat(report.sent()).isBetween(2L, 1_000L);
    assertThat(lines).hasSize((int) report.sent());
  }

  @Test
  void allowsOneAnswerOfAnotherClassInTheFirst20() throws Exception {
    try (SocketTarget target =
        new SocketTarget(
            (request, out) -> {
              int n = number(request);
              write(out, answer(n == 3 || n >= 40 ? "500 Oh" : "200 OK", ""));
            })) {
      SendReport report = run(Plans.gets(target.address(), 60, 40));

      assertThat(report.end()).isEqualTo(new End.Complete());
      assertThat(report.statuses()).isEqualTo(Map.of(200, 39L, 500, 21L));
      assertThat(report.whyAnswersDiffer()).isNull();
    }
  }

  @Test
  void saysThatRoutesOfFewRequestsDifferOnceAllWereSent() throws Exception {
    try (SocketTarget target =
        new SocketTarget(
            (request, out) -> write(out, answer(number(request) < 2 ? "401 Who" : "200 OK", "")))) {
      ReplayPlan plan = onePerRoute(target.address(), 30);

      SendReport differing = run(plan);

      assertThat(differing.end()).isEqualTo(new End.Complete());
      assertThat(differing.sent()).isEqualTo(30);
      assertThat(differing.whyAnswersDiffer())
          .matches(
              "2 of 30 first answers are not of the captured status class;"
                  + " GET /[01] of shop: 200 then, 401 now");
      assertThat(run(onePerRoute(target.address(), 40)).whyAnswersDiffer()).isNull();
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

  private SendReport run(ReplayPlan plan) throws InterruptedException {
    return run(plan, Plans.options(Duration.ofSeconds(5)));
  }

  private SendReport run(ReplayPlan plan, SendOptions options) throws InterruptedException {
    try (Sender sender = new Sender(options)) {
      return sender.run(plan, TracePrefix.random(), lines::add, counts -> {});
    }
  }

  /** Of a request to {@code /x/N} or {@code /N}. */
  private static int number(SocketTarget.Heard request) {
    return Integer.parseInt(request.line().replaceFirst("GET (?:/x)?/(\\d+) .*", "$1"));
  }

  private static ReplayPlan onePerRoute(URI target, int routes) {
    List<ReplayCase> cases =
        IntStream.range(0, routes)
            .mapToObj(
                n ->
                    new ReplayCase(
                        n + 1,
                        new TraceId(1, n + 1),
                        n,
                        new Route("shop", "GET /" + n, "GET", target, null),
                        "/" + n,
                        Map.of(),
                        200))
            .toList();
    return new ReplayPlan(cases, 1, new Pace.Rate(500), new TreeMap<>());
  }
}
