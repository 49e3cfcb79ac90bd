package io.spanline.experiments.replay.run;

import io.spanline.captures.replay.ReplayManifest.WarmUp;
import io.spanline.clients.ClientException;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.experiments.replay.file.ReplayDraft;
import io.spanline.experiments.replay.file.ReplayDraft.Published;
import io.spanline.experiments.replay.pair.PairSearch;
import io.spanline.experiments.replay.send.SendReport;
import io.spanline.experiments.replay.send.Sender;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One replay: looks whether requests are answered and their traces arrive, warms up, sends, finds
 * the traces, and publishes the files. Whatever ends it, what was sent is kept.
 */
public final class Replay {
  private static final String OR_UNPAIRED = ", or replay with --unpaired";

  private final ReplayOrder order;
  private final ReplayListener listener;
  private final Stop stop = new Stop();

  public Replay(ReplayOrder order, ReplayListener listener) {
    this.order = order;
    this.listener = listener;
  }

  /** Ends it early: nothing more is sent, and what was is published without its pairs. */
  public void stop() {
    stop.stop();
  }

  /**
   * Replays.
   *
   * @throws IOException if another replay runs, or files cannot be written; the message says where
   *     the lines are kept of what was sent
   */
  public ReplayResult run() throws IOException {
    String capture = String.valueOf(order.asked().capture().getFileName());
    try (Sender sender = new Sender(order.sending());
        ReplayDraft draft = ReplayDraft.begin(order.data(), capture)) {
      draft.strays().forEach(listener::setAside);
      return sendAndPublish(sender, draft);
    } catch (NotSentException e) {
      String why = String.valueOf(e.getMessage());
      return new ReplayResult.NotSent(e.isOfTraces() ? why + OR_UNPAIRED : why);
    } catch (InterruptedException | InterruptException e) {
      return new ReplayResult.Interrupted();
    }
  }

  private ReplayResult sendAndPublish(Sender sender, ReplayDraft draft)
      throws IOException, InterruptedException {
    ReplayRecord record = new ReplayRecord(order);
    TracePrefix ahead = TracePrefix.random();
    int sentAhead =
        stop.interruptibly(
            () -> new Ahead(order.plan(), order.recorded(), listener).send(sender, ahead));
    Optional<PairSearch> search = stop.interruptibly(this::search);
    SendReport report =
        stop.during(
            sender::stop, () -> sender.run(order.plan(), record.prefix(), draft::add, listener));
    listener.sent(report);
    if (draft.lines() == 0 && draft.isWritable()) {
      return new ReplayResult.Interrupted();
    }
    // A replay that cannot be published needs no pairs.
    PairsFound found =
        draft.isWritable()
            ? pairs(search, record.prefix(), report)
            : PairsFound.none(PairsFound.NOT_WANTED);
    Published published =
        draft.publish(
            found.pairs(), record.contents(new WarmUp(sentAhead, ahead.hex()), report, found));
    return new ReplayResult.Written(published);
  }

  /** Begins before the first request; empty if nobody looks for traces. */
  private Optional<PairSearch> search() {
    return Optional.ofNullable(order.recorded()).map(PairSearch::fromNow);
  }

  private PairsFound pairs(Optional<PairSearch> search, TracePrefix prefix, SendReport report) {
    if (search.isEmpty()) {
      return PairsFound.none(PairsFound.NOT_WANTED);
    }
    try {
      return PairsFound.of(
          stop.interruptibly(() -> search.get().find(prefix, report.lastAnswer(), listener)));
    } catch (InterruptedException | InterruptException e) {
      return PairsFound.none(PairsFound.INTERRUPTED);
    } catch (ClientException e) {
      return PairsFound.none(String.valueOf(e.getMessage()));
    }
  }
}
