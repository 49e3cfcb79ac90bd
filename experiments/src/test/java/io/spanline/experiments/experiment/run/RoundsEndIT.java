package io.spanline.experiments.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.spanline.clients.ClientException;
import io.spanline.clients.ClientException.Reason;
import io.spanline.clients.Toxic;
import io.spanline.experiments.experiment.file.ExperimentJournal;
import io.spanline.experiments.experiment.plan.ExperimentFile;
import io.spanline.experiments.experiment.plan.ExperimentPlan;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.Route;
import io.spanline.experiments.replay.run.Stop;
import io.spanline.experiments.replay.send.SendOptions;
import io.spanline.experiments.replay.send.StatusCheck;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.model.TraceId;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
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
class RoundsEndIT {
  @TempDir private Path folder;
  @AutoClose private ExperimentJournal journal;
  private ExperimentPlan plan;
  private final List<String> calls = new ArrayList<>();

  @BeforeEach
  void begin() throws IOException {
    plan =
        ExperimentFile.read(
            Files.writeString(folder.resolve("calm.yaml"), "faults: []\nblocks: 2"));
    journal = new ExperimentJournal(folder.resolve("journal.json"));
  }

  @Test
  void aServiceThatAnswersNoRequestOfAHealthyRoundIsNamed() {
    ExperimentOrder order = order(URI.create("http://127.0.0.1:1"), null);

    assertThatThrownBy(() -> send(order))
        .isInstanceOfSatisfying(
            ClientException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SILENT))
        .hasMessage(
            "service-a at http://127.0.0.1:1 answered no request of round 1, which is a healthy one");
  }

  @Test
  void aJournalThatCannotBeWrittenKeepsNoFaultOn() throws Exception {
    try (Shop shop = new Shop()) {
      assertThatThrownBy(() -> send(order(shop.url(), new FillingDisk())))
          .isInstanceOf(ClosedChannelException.class);

      assertThat(calls).containsExactly("on for 2 rounds", "off");
    }
  }

  @Test
  void aFaultThatMayStillBeOnOutranksWhatWentWrongBefore() throws Exception {
    try (Shop shop = new Shop()) {
      Toggle stuckOnAFullDisk =
          new FillingDisk() {
            @Override
            public void off(LeasedToxic toxic) {
              throw new NotRemovedException(List.of("it may still be on"));
            }
          };

      assertThatThrownBy(() -> send(order(shop.url(), stuckOnAFullDisk)))
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

  private void send(ExperimentOrder order) throws IOException, InterruptedException {
    try (SentRounds sent =
        new SentRounds(
            order,
            (Load.Sent) order.load(),
            new HeardSteps(),
            new Stop(),
            journal,
            folder.resolve("requests.json"),
            Probing.LONGEST)) {
      new Rounds(order, journal, sent).run();
    }
  }

  private ExperimentOrder order(URI target, @Nullable FaultSwitch toggle) {
    Route route = new Route("service-a", "GET /x", "GET", target, null);
    ReplayCase request = new ReplayCase(1, new TraceId(0, 1), 0, route, "/x", Map.of(), 200);
    ReplayPlan round = new ReplayPlan(List.of(request), 5, new Pace.Rate(100), new TreeMap<>());
    return new ExperimentOrder(
        plan,
        "",
        new Load.Sent(
            null, null, round, new SendOptions(16, Duration.ofSeconds(1), null, StatusCheck.OFF)),
        null,
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

  /** No line can be noted once the fault is on. */
  private class FillingDisk extends Toggle {
    @Override
    public LeasedToxic on(Duration lease) {
      LeasedToxic on = super.on(lease);
      closeJournal();
      return on;
    }
  }
}
