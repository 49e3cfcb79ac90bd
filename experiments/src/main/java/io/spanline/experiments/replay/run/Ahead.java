package io.spanline.experiments.replay.run;

import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.TracePrefix;
import io.spanline.experiments.replay.pair.Preflight;
import io.spanline.experiments.replay.pair.PreflightResult;
import io.spanline.experiments.replay.send.Sender;
import io.spanline.settings.Settings;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes ahead of the requests that count: one to each target, to see whether it is answered and
 * its trace arrives, and some to warm up.
 */
public final class Ahead {
  private final ReplayPlan plan;
  private final @Nullable Settings recorded;
  private final AheadListener listener;

  /**
   * Ahead of a plan.
   *
   * @param recorded where the traces arrive; null to look for none
   */
  public Ahead(ReplayPlan plan, @Nullable Settings recorded, AheadListener listener) {
    this.plan = plan;
    this.recorded = recorded;
    this.listener = listener;
  }

  /**
   * Sends them.
   *
   * @param prefix of no run, so that nobody takes them for requests of one
   * @return how many they were
   * @throws NotSentException if there is no answer, or no trace
   */
  public int send(Sender sender, TracePrefix prefix) throws InterruptedException {
    Collection<ReplayCase> firsts = firstOfEachTarget();
    for (ReplayCase first : firsts) {
      check(first, sender, prefix);
    }
    int warm = sender.warmUp(plan, prefix);
    listener.warmedUp(warm);
    return firsts.size() + warm;
  }

  /** A request of each target, one that changes nothing if there is one. */
  private Collection<ReplayCase> firstOfEachTarget() {
    Map<URI, ReplayCase> firsts = new LinkedHashMap<>();
    for (ReplayCase each : plan.cases()) {
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
    Preflight.Sending sending = () -> sender.send(request, ids).whyNone();
    PreflightResult result =
        recorded == null
            ? Preflight.answered(request, sending)
            : new Preflight(recorded).check(request, ids, sending);
    if (!result.isGood()) {
      throw new NotSentException(result);
    }
    listener.checked(result.words());
  }
}
