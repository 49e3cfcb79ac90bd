package io.spanline.cli.toxics;

import io.spanline.cli.invocation.Place;
import io.spanline.clients.ClientException;
import io.spanline.clients.Deadline;
import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.edge.ProxiedEdge;
import io.spanline.experiments.edge.Target;
import io.spanline.experiments.experiment.plan.PlannedFault;
import io.spanline.experiments.experiment.run.FaultSwitch;
import io.spanline.experiments.toxic.Fault;
import io.spanline.experiments.toxic.Injection;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.experiments.toxic.Removal;
import io.spanline.stack.process.ProcessMark;
import io.spanline.terminal.Complaint;
import io.spanline.terminal.Screen;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts an experiment's fault on its proxy and takes it off, by the Toxiproxy of this process. */
public final class ToxicSwitch implements FaultSwitch, AutoCloseable {
  private static final String OWNER = "experiment";
  private static final Fault TRIAL = Fault.of(List.of("latency=1"), Toxic.Stream.DOWNSTREAM, 1e-6);
  // A lease of a second may last two, and a sweeper looks every second.
  private static final Duration LONGEST_TRIAL = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final PlannedFault planned;
  private final Toxiproxy toxiproxy;
  private final Target target;
  private final Journal journal;
  private final Removal removal;
  private final Injection injection;
  private final Workplace place;
  private @Nullable ProcessMark bearer;

  private ToxicSwitch(PlannedFault planned, Workplace place, Target target, Screen screen) {
    this.planned = planned;
    this.place = place;
    this.toxiproxy = place.toxiproxy();
    this.target = target;
    this.journal = place.journal(screen);
    this.removal = place.removal(journal, screen);
    this.injection = new Injection(toxiproxy, journal, removal, Clock.systemUTC());
  }

  /**
   * A switch of a fault that is off.
   *
   * @throws Complaint if something is on its proxy already, or no edge of it is known
   */
  public static ToxicSwitch of(PlannedFault planned, Screen screen) throws IOException {
    Workplace place = Workplace.find();
    Target target = place.targetToAddTo(planned.target(), new JournalOption());
    if (target.edges().isEmpty()) {
      throw Complaint.notSteady(
          List.of(
              "no call through proxy %s is known, so nothing could show what a fault on it does"
                  .formatted(target.proxy()),
              "send some requests through it, or list its edge in infra/edges.yaml;"
                  + " %s edges shows what is known".formatted(Place.ofThisProcess().command())));
    }
    ToxicSwitch toggle = new ToxicSwitch(planned, place, target, screen);
    Optional<String> disturbance = toggle.disturbance(null);
    if (disturbance.isPresent()) {
      toggle.close();
      String command = Place.ofThisProcess().command();
      throw Complaint.notSteady(
          List.of(
              "%s; %s toxics list shows it".formatted(disturbance.get(), command),
              "what Spanline put there goes by: %s toxics clear %s --all"
                  .formatted(command, target.proxy())));
    }
    return toggle;
  }

  /** The proxy. */
  public String proxy() {
    return target.proxy();
  }

  /** The edges whose calls go through it, as {@code a->b}, ascending. */
  public List<String> edges() {
    return target.edges().stream().map(ProxiedEdge::edge).sorted().toList();
  }

  /** Seen by a toxic that does next to nothing, for a second; a stack of this clone sweeps. */
  @Override
  public Optional<String> unswept() {
    if (place.isHeld()) {
      return Optional.empty();
    }
    LeasedToxic trial = add(TRIAL, Duration.ofSeconds(1));
    Deadline deadline = Deadline.in(LONGEST_TRIAL);
    while (!deadline.isOver() && !Thread.currentThread().isInterrupted()) {
      if (!mayHave(trial)) {
        return Optional.empty();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    off(trial);
    return Optional.of(
        "nobody takes toxics off the Toxiproxy at %s when their lease ends; start a sweeper: %s"
            .formatted(
                toxiproxy.address(),
                Place.ofThisProcess() == Place.COMPOSE
                    ? "docker compose up --wait toxics-sweeper"
                    : "SPANLINE_TOXIPROXY_API=http://%s ./spanline toxics sweep --watch, in another terminal"
                        .formatted(toxiproxy.address().replaceFirst("^https?://", ""))));
  }

  private boolean mayHave(LeasedToxic toxic) {
    try {
      return toxiproxy.proxy(toxic.proxy()).has(toxic.toxic().name());
    } catch (ClientException e) {
      return true;
    }
  }

  @Override
  public LeasedToxic on(Duration lease) {
    LeasedToxic added = add(planned.fault(), lease);
    bearer = place.toxiproxyProcess().orElse(null);
    return added;
  }

  private LeasedToxic add(Fault fault, Duration lease) {
    return injection.add(
        new Injection.Order(target.proxy(), String.join(",", edges()), OWNER, lease), fault);
  }

  /** Off as well if the process that had it has died: toxics are in its memory alone. */
  @Override
  public void off(LeasedToxic toxic) {
    try {
      if (!isBearerDead()) {
        boolean unused = removal.remove(toxic, By.OWNER);
        return;
      }
    } catch (NotRemovedException e) {
      if (!isBearerDead()) {
        throw e;
      }
    }
    journal.write(toxic.gone(Clock.systemUTC().instant(), By.RESTART));
  }

  private boolean isBearerDead() {
    return bearer != null && !bearer.isAlive();
  }

  @Override
  public Optional<String> disturbance(@Nullable LeasedToxic on) {
    Proxy proxy = toxiproxy.proxy(target.proxy());
    if (proxy.enabled() == (on != null && on.isDown())) {
      return Optional.of(
          "proxy %s is %s".formatted(proxy.name(), proxy.enabled() ? "not down" : "down"));
    }
    Set<String> there =
        proxy.toxics().stream().map(Toxic::name).collect(Collectors.toCollection(TreeSet::new));
    Set<String> wanted = on == null ? Set.of() : Set.of(on.toxic().name());
    return there.equals(wanted)
        ? Optional.empty()
        : Optional.of(
            there.containsAll(wanted)
                ? "proxy %s has toxics of somebody else".formatted(proxy.name())
                : "the fault is off proxy %s already".formatted(proxy.name()));
  }

  @Override
  public void close() {
    journal.close();
  }
}
