package io.spanline.experiments.toxic;

import io.spanline.clients.ClientException;
import io.spanline.clients.ClientException.Reason;
import io.spanline.clients.Deadline;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One removal, by harder and harder means until one works: DELETE; disabling the proxy, which
 * closes its connections; starting Toxiproxy anew. 10 s at most in all.
 */
final class Ladder {
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration DELETE = Duration.ofSeconds(3);
  private static final Duration DISABLE = Duration.ofMillis(1_500);

  /** What is kept back for the steps that follow. */
  private static final Duration FOR_RESTART = Duration.ofSeconds(4);

  private static final Duration FOR_ENABLING = Duration.ofMillis(1_500);
  private static final long PAUSE_MILLIS = 100;

  private final Toxiproxy toxiproxy;
  private final Rescue rescue;
  private final Notes notes;
  private final LeasedToxic leased;
  private final String proxy;
  private final String toxic;
  private final Deadline deadline = Deadline.in(LONGEST);
  private boolean isToBeEnabled = true;
  private String last = "it was not asked";

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
  }

  /**
   * Returns once the toxic is gone and the proxy is as enabled as it was.
   *
   * @throws NotRemovedException if not
   */
  End climb() {
    Proxy before = look(deadline.orIn(LOOK));
    isToBeEnabled =
        before == null || before.enabled() || leased.isDown() || notes.saysEnabled(leased);
    boolean isOff = before != null && !before.has(toxic) && !notes.has(leased);
    note();
    boolean anew = false;
    if (!(before != null && isDeleted(before)) && !isFreed()) {
      if (!isStartedAnew()) {
        giveUp();
      }
      anew = true;
    }
    try {
      notes.end(leased);
    } catch (IOException e) {
      say("its note could not be removed: " + e);
    }
    return anew ? End.RESTARTED : isOff ? End.WAS_OFF : End.REMOVED;
  }

  /** A full disk must not keep a toxic on. */
  private void note() {
    try {
      notes.begin(leased, isToBeEnabled);
    } catch (IOException e) {
      say("it goes on without a note, which could not be written: " + e);
    }
  }

  private boolean isDeleted(Proxy before) {
    Toxiproxy bounded = toxiproxy.until(deadline.orIn(DELETE));
    try {
      if (leased.isDown() && !before.enabled() && !isDownForAnother(before)) {
        enable(bounded);
      }
      if (before.has(toxic)) {
        bounded.remove(proxy, leased.toxic());
      }
      enableIfNeeded(bounded);
      return true;
    } catch (ClientException e) {
      failed("DELETE", e);
      return false;
    }
  }

  /** By disabling the proxy if it hangs; a refusal is only asked again. */
  private boolean isFreed() {
    if (!toxiproxy.until(deadline.orIn(LOOK)).answers()) {
      say("Toxiproxy does not answer at all");
      return false;
    }
    if (look(deadline.orIn(LOOK)) == null) {
      say("disabling the proxy, which closes its connections");
      try {
        toxiproxy.until(deadline.orIn(DISABLE)).disableUnseen(proxy);
        say("the proxy is disabled");
      } catch (ClientException e) {
        failed("disabling", e);
      }
    }
    if (!isGone(deadline.minus(rescue.canRestart() ? FOR_RESTART : FOR_ENABLING))) {
      return false;
    }
    say("the toxic is gone");
    return isEnabledAgain();
  }

  private boolean isStartedAnew() {
    if (!rescue.canRestart()) {
      return false;
    }
    say("starting Toxiproxy anew, with its proxies and without any toxic");
    if (!restarted(deadline.minus(FOR_ENABLING)) || !isGone(deadline.minus(LOOK))) {
      say("Toxiproxy could not be started anew");
      return false;
    }
    say("Toxiproxy runs anew and the toxic is gone");
    return isEnabledAgain();
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
    if (isToBeEnabled) {
      try {
        toxiproxy.until(deadline.orIn(FOR_ENABLING)).enableUnseen(proxy);
      } catch (ClientException e) {
        failed("enabling", e);
      }
    }
    throw new NotRemovedException(
        List.of(
            "toxic %s may still be on proxy %s (%s); type: %s"
                .formatted(toxic, proxy, last, rescue.lastResort())));
  }

  private boolean isGone(Deadline until) {
    while (!until.isOver() && !Thread.currentThread().isInterrupted()) {
      Proxy now = look(until.orIn(LOOK));
      if (now != null && !now.has(toxic)) {
        return true;
      }
      if (now != null) {
        try {
          toxiproxy.until(until.orIn(DELETE)).remove(proxy, leased.toxic());
        } catch (ClientException e) {
          last = String.valueOf(e.getMessage());
        }
      }
      pause();
    }
    return false;
  }

  private boolean isEnabledAgain() {
    while (!deadline.isOver() && !Thread.currentThread().isInterrupted()) {
      try {
        enableIfNeeded(toxiproxy.until(deadline));
        return true;
      } catch (ClientException e) {
        failed("enabling", e);
      }
      pause();
    }
    return false;
  }

  /** Also if two who had it down end at the same moment, and each left it to the other. */
  private void enableIfNeeded(Toxiproxy bounded) {
    Proxy now = bounded.proxy(proxy);
    if (isToBeEnabled && !now.enabled() && !isDownForAnother(now)) {
      enable(bounded);
    }
  }

  /** Gives up at once if it is refused, as for a port that is taken: a new start would not help. */
  private void enable(Toxiproxy bounded) {
    try {
      bounded.enable(proxy);
    } catch (ClientException e) {
      if (e.reason() == Reason.SILENT) {
        throw e;
      }
      throw new NotRemovedException(
          List.of(
              "proxy %s stays down, it cannot be enabled (%s); mend that, then type: %s"
                  .formatted(proxy, e.getMessage(), rescue.again())));
    }
    if (isDownForAnother(bounded.proxy(proxy))) {
      // Somebody's lease of it began meanwhile.
      bounded.disable(proxy);
    }
  }

  private boolean isDownForAnother(Proxy now) {
    return LeasedToxic.on(now).stream()
        .anyMatch(other -> other.isDown() && !other.toxic().name().equals(toxic));
  }

  private @Nullable Proxy look(Deadline until) {
    try {
      return toxiproxy.until(until).proxy(proxy);
    } catch (ClientException e) {
      last = String.valueOf(e.getMessage());
      return null;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void failed(String step, ClientException e) {
    last = String.valueOf(e.getMessage());
    say("%s: %s".formatted(step, e.reason() == Reason.SILENT ? "no answer in time" : last));
  }

  private void say(String step) {
    rescue.steps().accept("toxic %s on proxy %s: %s".formatted(toxic, proxy, step));
  }
}
