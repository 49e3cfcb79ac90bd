package io.spanline.experiments.replay.run;

import io.spanline.captures.replay.ReplayManifest.WarmUp;
import io.spanline.clients.ClientException;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.experiments.replay.file.ReplayDraft;
import io.spanline.experiments.replay.file.ReplayDraft.Published;
import io.spanline.experiments.replay.pair.PairSearch;
import io.spanline.experiments.replay.pair.Preflight;
import io.spanline.experiments.replay.pair.PreflightResult;
import io.spanline.experiments.replay.send.SendReport;
import io.spanline.experiments.replay.send.Sender;
import io.spanline.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;

/**
 * One replay: looks whether requests are answered and their traces arrive, warms up, sends, finds
 * the traces, and publishes the files. Whatever ends it, what was sent is kept.
 */
public final class Replay {
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
      return new ReplayResult.NotSent(String.valueOf(e.getMessage()));
    } catch (InterruptedException | InterruptException e) {
      return new ReplayResult.Interrupted();
    }
  }

  private ReplayResult sendAndPublish(Sender sender, ReplayDraft draft)
      throws IOException, InterruptedException {
    ReplayRecord record = new ReplayRecord(order);
    TracePrefix ahead = TracePrefix.random();
    int sentAhead = stop.interruptibly(() -> sendAhead(sender, ahead));
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

  /** The check and the warm-up; how many requests they took. */
  private int sendAhead(Sender sender, TracePrefix prefix) throws InterruptedException {
    Collection<ReplayCase> firsts = firstOfEachTarget();
    for (ReplayCase first : firsts) {
      check(first, sender, prefix);
    }
    int warm = sender.warmUp(order.plan(), prefix);
    listener.warmedUp(warm);
    return firsts.size() + warm;
  }

  /** A request of each target, one that changes nothing if there is one. */
  private Collection<ReplayCase> firstOfEachTarget() {
    Map<URI, ReplayCase> firsts = new LinkedHashMap<>();
    for (ReplayCase each : order.plan().cases()) {
      firsts.merge(
          each.route().target(),
          each,
          (first, next) -> first.route().isSafe() || !next.route().isSafe() ? first : next);
    }
    return firsts.values();
  }

  private void check(ReplayCase request, Sender sender, TracePrefix prefix)
      throws InterruptedException {
    listener.checking(request);
    TracePrefix.Ids ids = prefix.next();
    Settings recorded = order.recorded();
    Preflight.Sending sending = () -> sender.send(request, ids).whyNone();
    PreflightResult result =
        recorded == null
            ? Preflight.answered(request, sending)
            : new Preflight(recorded).check(request, ids, sending);
    if (!result.isGood()) {
      throw new NotSentException(result.words());
    }
    listener.checked(result.words());
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
