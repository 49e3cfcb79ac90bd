package io.spanline.stack.run;

import io.spanline.clients.ClientException;
import io.spanline.clients.Deadline;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.Removal;
import io.spanline.experiments.toxic.Rescue;
import io.spanline.experiments.toxic.Sweeper;
import io.spanline.experiments.toxic.TopicJournal;
import io.spanline.settings.Port;
import io.spanline.stack.Checkout;
import io.spanline.stack.StackException;
import io.spanline.stack.StackListener;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.record.ToxiproxyRestart.Request;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends the toxics of a stack whose lease is over, and starts its Toxiproxy anew if nothing less
 * ends one, or another process asks for it.
 */
final class ToxicsSweep implements AutoCloseable {
  private static final String STEP = "toxics";
  private static final long LOOK_MILLIS = 250;
  private static final Duration LOOKS = Duration.ofMillis(600);

  /** Longer than any removal, in which Toxiproxy may be silent. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final Checkout checkout;
  private final StackListener listener;
  private final Runnable again;
  private final Clock clock = Clock.systemUTC();
  private final AtomicInteger restarts = new AtomicInteger();
  private final Toxiproxy toxiproxy;
  private final Removal removal;
  private final KnownProxies proxies;
  private final Journal journal;
  private final Sweeper sweeper;
  private final ScheduledExecutorService requests =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "toxiproxy-restart");
            thread.setDaemon(true);
            return thread;
          });
  private boolean isClosed;
  private volatile long seen = System.nanoTime();

  /**
   * A sweep that has not begun.
   *
   * @param again starts Toxiproxy anew, by the same configuration file; throws a {@link
   *     StackException} if it is not ready in time
   */
  ToxicsSweep(StackPlan plan, StackListener listener, Runnable again) {
    this.checkout = plan.checkout();
    this.listener = listener;
    this.again = again;
    this.journal = journal(plan);
    this.toxiproxy = new Toxiproxy(plan.settings().address(Port.TOXIPROXY));
    Rescue rescue =
        new Rescue(
            stuck -> restart(new Request(stuck.proxy(), stuck.toxic().name())),
            checkout.removals(),
            "./spanline toxics clear %s --all",
            "./spanline down && ./spanline up",
            this::say);
    this.removal = new Removal(toxiproxy, rescue, journal, clock);
    this.proxies = new KnownProxies(removal::isToEnable);
    this.sweeper = new Sweeper(toxiproxy, removal, new Told());
  }

  private Journal journal(StackPlan plan) {
    return plan.components().contains(Component.KAFKA)
        ? new TopicJournal(plan.settings().address(Port.KAFKA), checkout.waitingToxics(), this::say)
        : Journal.NONE;
  }

  /** Begins; Toxiproxy is ready. */
  synchronized void start() {
    if (isClosed) {
      return;
    }
    sweeper.start();
    var unused =
        requests.scheduleWithFixedDelay(
            this::lookForRequest, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void lookForRequest() {
    try {
      Request request = Request.read(checkout.toxiproxyRestart()).orElse(null);
      if (request == null) {
        endSilence();
      } else if (restart(request)) {
        Files.deleteIfExists(checkout.toxiproxyRestart());
      }
    } catch (IOException | RuntimeException e) {
      // An exception would end the schedule.
      say("toxiproxy could not be started anew: " + e);
    }
  }

  /** A toxic that is over cannot be looked for, let alone taken off, while Toxiproxy hangs. */
  private void endSilence() {
    if (System.nanoTime() - seen < SILENCE.toNanos()) {
      return;
    }
    Instant now = clock.instant();
    for (LeasedToxic each : proxies.leased()) {
      if (each.lease().end().plus(SILENCE).isBefore(now)) {
        boolean unused = restart(new Request(each.proxy(), each.lease().toxic()));
        return;
      }
    }
  }

  /** Once for all who ask while it goes on. */
  private boolean restart(Request stuck) {
    int before = restarts.get();
    synchronized (restarts) {
      if (restarts.get() == before) {
        say(
            "toxiproxy is started anew: toxic %s on proxy %s could not be taken off"
                .formatted(stuck.toxic(), stuck.proxy()));
        lookAtOthers(stuck.proxy());
        writeProxies();
        try {
          again.run();
        } catch (StackException e) {
          return false;
        }
        restarts.incrementAndGet();
        seen = System.nanoTime();
        tellWhatEnded();
      }
    }
    return true;
  }

  /** While one proxy hangs only looks at all of them do, and others may have changed. */
  private void lookAtOthers(String hanging) {
    Deadline all = Deadline.in(LOOKS);
    for (String name : proxies.names()) {
      if (!name.equals(hanging)) {
        try {
          proxies.saw(toxiproxy.until(all.orIn(LOOKS.dividedBy(2))).proxy(name));
        } catch (ClientException e) {
          // It hangs, too, or is gone: what was seen last must do.
        }
      }
    }
  }

  private void writeProxies() {
    if (proxies.isEmpty()) {
      return;
    }
    Path file = checkout.toxiproxyConfig();
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.writeString(next, proxies.config());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      say("it gets the proxies of its first start, for the present ones cannot be written: " + e);
    }
  }

  /** Whoever had begun to take one off tells of it. */
  private void tellWhatEnded() {
    proxies.foreign().forEach(toxic -> say("ended with it, of somebody else's: " + toxic));
    for (LeasedToxic each : proxies.leased()) {
      if (!removal.hasBegun(each)) {
        say("ended with it: %s on proxy %s".formatted(each.lease().toxic(), each.proxy()));
        journal.write(each.gone(clock.instant(), By.RESTART));
      }
    }
  }

  private void say(String line) {
    listener.detail(STEP, line);
  }

  /** Ends the looks; a removal that has begun is finished. */
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
    }
    requests.shutdownNow();
    sweeper.close();
    journal.close();
  }

  private final class Told implements Sweeper.Listener {
    @Override
    public void saw(SortedMap<String, Proxy> found) {
      proxies.saw(found);
      seen = System.nanoTime();
    }

    @Override
    public void removed(LeasedToxic toxic) {
      proxies.removed(toxic);
      say(
          "took %s off proxy %s: the lease of %s is over"
              .formatted(toxic.type(), toxic.proxy(), toxic.lease().toxic()));
    }

    @Override
    public void failed(String reason) {
      say(reason);
    }
  }
}
