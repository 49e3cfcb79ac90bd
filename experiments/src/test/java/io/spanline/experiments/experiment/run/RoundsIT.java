package io.spanline.experiments.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.spanline.clients.ClientException;
import io.spanline.clients.ClientException.Reason;
import io.spanline.clients.Toxic;
import io.spanline.experiments.compare.Limits;
import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.run.Stop;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.experiments.replay.send.SendProgress;
import io.spanline.experiments.replay.send.Sender;
import io.spanline.experiments.replay.send.StatusCheck;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.model.TraceId;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in the middle leaves no fault behind, and is named. */
class RoundsIT {
  @TempDir private Path folder;
  @AutoClose private ExperimentJournal journal;
  private final List<String> calls = new ArrayList<>();

  @BeforeEach
  void begin() throws IOException {
    journal = new ExperimentJournal(folder.resolve("journal.json"));
  }

  @Test
  void aServiceThatAnswersNoRequestOfAHealthyRoundIsNamed() {
    ExperimentOrder order = order(URI.create("http://127.0.0.1:1"), null);

    assertThatThrownBy(() -> send(order, OutputStream.nullOutputStream()))
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SILENT))
        .hasMessage(
            "service-a at http://127.0.0.1:1 answered no request of round 1, which is a healthy one");
  }

  @Test
  void aJournalThatCannotBeWrittenKeepsNoFaultOn() throws Exception {
    try (Shop shop = new Shop()) {
      Toggle fullOnceItIsOn =
          new Toggle() {
            @Override
            public LeasedToxic on(Duration lease) {
              LeasedToxic on = super.on(lease);
              closeJournal();
              return on;
            }
          };

      assertThatThrownBy(
              () -> send(order(shop.url(), fullOnceItIsOn), OutputStream.nullOutputStream()))
          .isInstanceOf(ClosedChannelException.class);

      assertThat(calls).containsExactly("on for 2 rounds", "off");
    }
  }

  @Test
  void aFaultThatMayStillBeOnOutranksWhatWentWrongBefore() throws Exception {
    try (Shop shop = new Shop()) {
      Toggle stuck =
          new Toggle() {
            @Override
            public void off(LeasedToxic toxic) {
              throw new NotRemovedException(List.of("it may still be on"));
            }
          };
      // Full in the first faulty round.
      OutputStream full =
          new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void flush() throws IOException {
              if (calls.contains("on for 2 rounds")) {
                throw new IOException("No space left on device");
              }
            }
          };

      assertThatThrownBy(() -> send(order(shop.url(), stuck), full))
          .isInstanceOf(NotRemovedException.class)
          .hasMessage("it may still be on");
    }
  }

  private void closeJournal() {
    try {
      journal.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(ExperimentOrder order, OutputStream requests)
      throws IOException, InterruptedException {
    try (Sender sender = new Sender(order.sending())) {
      new Rounds(order, new Deaf(), new Stop(), journal, sender).send(requests);
    }
  }

  private ExperimentOrder order(URI target, @Nullable FaultSwitch toggle) {
    Route route = new Route("service-a", "GET /x", "GET", target, null);
    ReplayCase request = new ReplayCase(1, new TraceId(0, 1), 0, route, "/x", Map.of(), 200);
    ReplayPlan round = new ReplayPlan(List.of(request), 5, new Pace.Rate(100), new TreeMap<>());
    return new ExperimentOrder(
        new ExperimentPlan("x", null, null, 5, 100, 2, List.of(), Limits.DEFAULT, null),
        "",
        folder,
        round,
        new SendOptions(16, Duration.ofSeconds(1), null, StatusCheck.OFF),
        null,
        toggle,
        Settings.ofThisProcess(),
        folder);
  }

  /** Answers every request. */
  private static final class Shop implements AutoCloseable {
    private final HttpServer server;

    Shop() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      server.start();
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  /** Notes what it is asked. */
  private class Toggle implements FaultSwitch {
    @Override
    public Optional<String> unswept() {
      return Optional.empty();
    }

    @Override
    public LeasedToxic on(Duration lease) {
      ExperimentOrder order = order(URI.create("http://127.0.0.1:1"), null);
      calls.add(lease.equals(order.lease(2)) ? "on for 2 rounds" : "on for " + lease);
      Toxic latency = Toxic.latency(Toxic.Stream.DOWNSTREAM, Duration.ofMillis(1));
      return new LeasedToxic("edge", latency, new Lease("test", Instant.now().plus(lease), 1));
    }

    @Override
    public void off(LeasedToxic toxic) {
      calls.add("off");
    }

    @Override
    public Optional<String> disturbance(@Nullable LeasedToxic on) {
      return Optional.empty();
    }
  }

  private static final class Deaf implements ExperimentListener {
    @Override
    public void began(Path folder) {}

    @Override
    public void roundEnded(RoundOrder round, RoundSummary figures) {}

    @Override
    public void recovered(@Nullable Duration after) {}

    @Override
    public void waitingForTraces() {}

    @Override
    public void checking(ReplayCase request) {}

    @Override
    public void checked(String words) {}

    @Override
    public void warmedUp(int requests) {}

    @Override
    public void at(SendProgress.Counts counts) {}
  }
}
