package io.spanline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpHandler;
import io.spanline.captures.ReplayId;
import io.spanline.captures.TimeRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SnapshotsIT {
  private static final Map<String, ?> BODY = Map.of("last_seconds", 60);

  private static final String SNAPSHOT =
      """
      {"id":"capture_001","capture":"capture_001.json","manifest":"capture_001.manifest.json",
       "range":{"from":"2026-11-22T10:00:00Z","to":"2026-11-22T10:01:00Z"},"traces":0,"began_before":0,"warnings":[],"spans":0,
       "complete":true,"services":{},"later_field":1}
      """;

  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final Queue<HttpHandler> answers = new ConcurrentLinkedQueue<>();
  private HttpHandler health = exchange -> HttpAnswers.send(exchange, 200, "{}");
  private HttpAnswers server;
  private Snapshots snapshots;

  @BeforeEach
  void start() throws IOException {
    server =
        new HttpAnswers(
            exchange -> {
              if (exchange.getRequestURI().getPath().equals("/health/ready")) {
                health.handle(exchange);
                return;
              }
              keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
              answers.remove().handle(exchange);
            });
    snapshots = snapshots(Duration.ofSeconds(30));
  }

  private Snapshots snapshots(Duration timeout) {
    return new Snapshots(new Rest("capture-writer", server.address(), timeout));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void asksAgainWithTheSameKeyUntilTheSnapshotIsThere() {
    answers.add(exchange -> server.hang());
    answers.add(
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          HttpAnswers.send(exchange, 409, "{\"detail\":\"is under way\"}");
        });
    answers.add(exchange -> HttpAnswers.send(exchange, 201, SNAPSHOT));

    Snapshots.Reply reply = snapshots(Duration.ofSeconds(1)).ask(BODY, null, () -> {});

    assertThat(reply)
        .isInstanceOfSatisfying(
            Snapshots.Taken.class,
            taken -> assertThat(taken.snapshot().capture()).isEqualTo("capture_001.json"));
    assertThat(keys).hasSize(3).doesNotContainNull();
    assertThat(keys.stream().distinct()).hasSize(1);
  }

  /** One that hangs would be asked again for a quarter of an hour. */
  @Test
  void oneThatNoLongerAnswersAnythingIsSilent() {
    answers.add(exchange -> server.hang());
    health = exchange -> server.hang();

    assertThatThrownBy(() -> snapshots(Duration.ofSeconds(1)).ask(BODY, null, () -> {}))
        .isInstanceOfSatisfying(
            ClientException.class,
            e -> assertThat(e.reason()).isEqualTo(ClientException.Reason.SILENT))
        .hasMessageContaining("capture-writer does not answer");
  }

  @Test
  void everyRequestHasAKeyOfItsOwnUnlessOneIsGiven() {
    for (int i = 0; i < 3; i++) {
      answers.add(exchange -> HttpAnswers.send(exchange, 201, SNAPSHOT));
    }

    snapshots.ask(BODY, null, () -> {});
    snapshots.ask(BODY, null, () -> {});
    snapshots.ask(BODY, "mine", () -> {});

    assertThat(keys).doesNotHaveDuplicates().endsWith("mine");
  }

  @Test
  void asksForTheTracesOfAReplayFromASecondBeforeItToASecondAfter() {
    Instant first = Instant.parse("2026-11-22T10:00:00Z");
    List<String> bodies = new CopyOnWriteArrayList<>();
    answers.add(
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          HttpAnswers.send(exchange, 201, SNAPSHOT);
        });

    snapshots.of(
        new Snapshots.Replayed(new ReplayId(7), "0123456789abcdef", first, first.plusSeconds(30)),
        new Snapshots.Order("again", null, false),
        () -> {});

    assertThat(bodies)
        .containsExactly(
            "{'from':'2026-11-22T09:59:59Z','to':'2026-11-22T10:00:31Z','baseline':'again',"
                .concat("'replace':false,'where':{'trace_id_prefix':'0123456789abcdef'},")
                .concat("'replay':'replay_007'}")
                .replace('\'', '"'));
  }

  @Test
  void asksForACaptureOfARangeWithoutABaseline() {
    Instant from = Instant.parse("2026-11-22T10:00:00Z");
    List<String> bodies = new CopyOnWriteArrayList<>();
    answers.add(
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          HttpAnswers.send(exchange, 201, SNAPSHOT);
        });

    snapshots.capture(new TimeRange(from, from.plusSeconds(30)), "experiment_007", () -> {});

    assertThat(bodies)
        .containsExactly(
            "{'from':'2026-11-22T10:00:00Z','to':'2026-11-22T10:00:30Z','capture_only':true,"
                .concat("'label':'experiment_007'}")
                .replace('\'', '"'));
  }

  @Test
  void aSnapshotOfTracesToComeIsAJob() {
    answers.add(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/v1/jobs/job_1");
          HttpAnswers.send(exchange, 202, "{}");
        });

    assertThat(snapshots.ask(BODY, null, () -> {}))
        .isEqualTo(new Snapshots.Waiting("/v1/jobs/job_1"));
  }

  @Test
  void aRefusalIsNotAskedAgain() {
    answers.add(
        exchange -> HttpAnswers.send(exchange, 409, "{\"detail\":\"baseline 'normal' exists\"}"));

    assertThatThrownBy(() -> snapshots.ask(BODY, null, () -> {}))
        .isInstanceOf(ClientException.class)
        .hasMessage("capture-writer: baseline 'normal' exists");
  }
}
