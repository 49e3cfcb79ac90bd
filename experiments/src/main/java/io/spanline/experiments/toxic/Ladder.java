package io.spanline.experiments.toxic;

import io.spanline.clients.ClientException;
import io.spanline.clients.ClientException.Reason;
import io.spanline.clients.Deadline;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One removal, by harder and harder means until one works: DELETE; disabling the proxy, which
 * closes its connections; starting Toxiproxy anew. 10 s at most in all.
 */
final class Ladder {
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration DELETE = Duration.ofMillis(2_500);
  private static final Duration DISABLE = Duration.ofMillis(1_500);

  /** What is kept back for the steps that follow: 4 s for the new start alone. */
  private static final Duration FOR_RESTART = Duration.ofMillis(4_500);

  private static final Duration AFTER_RESTART = Duration.ofMillis(500);
  private static final Duration FOR_ENABLING = Duration.ofMillis(1_500);
  private static final Duration LEAST = Duration.ofMillis(300);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Toxiproxy toxiproxy;
  private final Rescue rescue;
  private final Notes notes;
  private final LeasedToxic leased;
  private final String proxy;
  private final String toxic;
  private final ToxicBearer bearer;
  private final Deadline deadline = Deadline.in(LONGEST);

  private boolean isToBeEnabled = true;
  private boolean isToxicGone;
  private String last = "it was not asked";
  private @Nullable Reason why;

  /** How it came to its end. */
  enum End {
    /** Somebody else had taken it off, and brought that to its end. */
    WAS_OFF,
    REMOVED,
    /** By starting Toxiproxy anew. */
    RESTARTED
  }

  Ladder(Toxiproxy toxiproxy, Rescue rescue, Notes notes, LeasedToxic leased) {
    this.toxiproxy = toxiproxy;
    this.rescue = rescue;
    this.notes = notes;
    this.leased = leased;
    this.proxy = leased.proxy();
    this.toxic = leased.toxic().name();
    this.bearer = new ToxicBearer(leased, rescue);
  }

  /**
   * Returns once the toxic is gone and the proxy is as enabled as it was. The note is still there:
   * it goes once the journal knows.
   *
   * @param by who takes it off, for the note; null for what no journal knows of
   * @throws NotRemovedException if not
   */
  End climb(@Nullable By by) {
    Proxy before = look(deadline.orIn(LOOK));
    isToBeEnabled =
        before == null || before.enabled() || leased.isDown() || notes.saysEnabled(leased);
    boolean isOff =
        before != null
            && !bearer.isAbsent(before)
            && !before.has(toxic)
            && !notes.isAbandoned(leased);
    note(by);
    boolean anew = false;
    if (!(before != null && isDeleted(before)) && !isFreed(before)) {
      if (!isStartedAnew()) {
        giveUp();
      }
      anew = true;
    }
    return anew ? End.RESTARTED : isOff ? End.WAS_OFF : End.REMOVED;
  }

  /** A full disk must not keep a toxic on. */
  private void note(@Nullable By by) {
    try {
      notes.begin(leased, isToBeEnabled, by);
    } catch (IOException e) {
      say("it goes on without a note, which could not be written: " + e);
    }
  }

  private boolean isDeleted(Proxy before) {
    Toxiproxy bounded = toxiproxy.until(deadline.orIn(DELETE));
    try {
      if (leased.isDown() && !before.enabled()) {
        bearer.enableIfNobodyHasItDown(bounded);
      }
      if (before.has(toxic)) {
        bounded.remove(proxy, leased.toxic());
      }
      isToxicGone = true;
      enableIfNeeded(bounded);
      return true;
    } catch (ClientException e) {
      failed("DELETE", e);
      return false;
    }
  }

  /** By disabling the proxy if it hangs; a refusal is only asked again. */
  private boolean isFreed(@Nullable Proxy before) {
    if (isSilent()) {
      if (!toxiproxy.until(gently().orIn(LOOK)).answers()) {
        say("Toxiproxy does not answer at all");
        return false;
      }
      // A first look that was silent alone is made again: the machine may be busy.
      if (before != null || (look(gently().orIn(LOOK)) == null && isSilent())) {
        disable();
      }
    }
    if (!isGone(gently())) {
      return false;
    }
    say("the toxic is gone");
    return isEnabledAgain(rescue.canRestart() ? deadline.minus(FOR_RESTART) : deadline);
  }

  private void disable() {
    say("disabling the proxy, which closes its connections");
    try {
      toxiproxy.until(gently().orIn(DISABLE)).disableUnseen(proxy);
      say("the proxy is disabled");
    } catch (ClientException e) {
      failed("disabling", e);
    }
  }

  /** When whatever is less than a new start must be over. */
  private Deadline gently() {
    return deadline.minus(rescue.canRestart() && isSilent() ? FOR_RESTART : FOR_ENABLING);
  }

  private boolean isSilent() {
    return why == Reason.SILENT;
  }

  /** Not if it was refused: whoever answers can be asked again. */
  private boolean isStartedAnew() {
    if (!rescue.canRestart() || !isSilent()) {
      return false;
    }
    say("starting Toxiproxy anew, with its proxies and without any toxic");
    if (!restarted(deadline.minus(AFTER_RESTART)) || !isGone(deadline)) {
      say("Toxiproxy could not be started anew");
      return false;
    }
    say("Toxiproxy runs anew and the toxic is gone");
    return isEnabledAgain(deadline);
  }

  private boolean restarted(Deadline until) {
    CompletableFuture<Boolean> restarting =
        CompletableFuture.supplyAsync(
            () -> rescue.restart().restart(leased),
            task -> {
              Thread thread = new Thread(task, "toxiproxy-restart");
              thread.setDaemon(true);
              thread.start();
            });
    try {
      return restarting.get(until.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      last = "its restart failed: " + e;
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void giveUp() {
    String reason = last;
    if (isToBeEnabled) {
      try {
        toxiproxy.until(deadline.orIn(FOR_ENABLING)).enableUnseen(proxy);
      } catch (ClientException e) {
        failed("enabling", e);
      }
    }
    throw new NotRemovedException(
        List.of(
            isToxicGone
                ? "toxic %s is off, but proxy %s may still be down (%s); type: %s"
                    .formatted(toxic, proxy, reason, rescue.lastResort().formatted(proxy))
                : "toxic %s may still be on proxy %s (%s); type: %s"
                    .formatted(toxic, proxy, reason, rescue.lastResort().formatted(proxy))));
  }

  private boolean isGone(Deadline until) {
    // A call that has no time for its answer would look like a hang.
    Deadline begun = until.minus(LEAST);
    while (!begun.isOver() && !Thread.currentThread().isInterrupted()) {
      Proxy now = look(until.orIn(LOOK));
      if (now != null && !now.has(toxic)) {
        isToxicGone = true;
        return true;
      }
      if (now != null && !begun.isOver()) {
        try {
          toxiproxy.until(until.orIn(DELETE)).remove(proxy, leased.toxic());
        } catch (ClientException e) {
          heard(e);
        }
      }
      pause();
    }
    return false;
  }

  /** Tries at least once. */
  private boolean isEnabledAgain(Deadline until) {
    do {
      try {
        enableIfNeeded(toxiproxy.until(deadline.orIn(FOR_ENABLING)));
        return true;
      } catch (ClientException e) {
        failed("enabling", e);
      }
      pause();
    } while (!until.isOver() && !Thread.currentThread().isInterrupted());
    return false;
  }

  private void enableIfNeeded(Toxiproxy bounded) {
    if (isToBeEnabled) {
      bearer.enableIfNobodyHasItDown(bounded);
    }
  }

  private @Nullable Proxy look(Deadline until) {
    try {
      return bearer.shown(toxiproxy.until(until));
    } catch (ClientException e) {
      heard(e);
      return null;
    }
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  private void failed(String step, ClientException e) {
    heard(e);
    say("%s: %s".formatted(step, isSilent() ? "no answer in time" : last));
  }

  private void heard(ClientException e) {
    last = String.valueOf(e.getMessage());
    why = e.reason();
  }

  private void say(String step) {
    rescue.steps().accept("toxic %s on proxy %s: %s".formatted(toxic, proxy, step));
  }
}
