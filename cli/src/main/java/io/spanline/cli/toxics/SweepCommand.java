package io.spanline.cli.toxics;

import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.experiments.toxic.Sweeper;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline toxics sweep}. */
@Command(
    name = "sweep",
    description = {
      "Take off every toxic of Spanline's whose lease is over, whoever set it. The stack does so itself;"
          + " this is for a Toxiproxy that is not the stack's.",
      "",
      "Example: SPANLINE_TOXIPROXY_API=http://host:8474 ./spanline toxics sweep --watch"
    },
    exitCodeListHeading = ExitCodes.HEADING,
    exitCodeList = {
      "0:all that were over are off",
      ExitCodes.FAILED,
      ExitCodes.REFUSED,
      ExitCodes.REMAINS,
      "130:Ctrl-C ended --watch"
    },
    mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
  @Option(names = "--watch", description = "look every second until it is stopped")
  private boolean watch;

  @Mixin private JournalOption journaling = new JournalOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws InterruptedException, IOException {
    Screen screen = output.screen();
    Workplace place = Workplace.findAlsoLeft();
    try (Journal journal = place.journal(journaling, screen)) {
      if (watch) {
        watch(place, journal, screen);
      } else {
        once(place, journal, screen);
      }
    }
    return 0;
  }

  private static void watch(Workplace place, Journal journal, Screen screen)
      throws InterruptedException {
    try (Sweeper sweeper =
        new Sweeper(place.toxiproxy(), place.removal(journal, screen), new Told(screen))) {
      Runtime.getRuntime().addShutdownHook(new Thread(sweeper::close, "sweeper-close"));
      screen.say("looking every second; Ctrl-C ends it");
      sweeper.start();
      new CountDownLatch(1).await();
    }
  }

  private static void once(Workplace place, Journal journal, Screen screen) {
    Kept kept = new Kept(screen);
    try (Sweeper sweeper = new Sweeper(place.toxiproxy(), place.removal(journal, screen), kept)) {
      List<LeasedToxic> left = sweeper.sweep();
      if (!kept.failures.isEmpty()) {
        throw new NotRemovedException(kept.failures);
      }
      screen.result(
          "%d taken off, %d left to their leases".formatted(kept.removed.size(), left.size()));
      screen.json(
          Map.of("removed", kept.removed, "left", left.stream().map(ToxicView::json).toList()));
    }
  }

  /** Tells of each change at once. */
  private static class Told implements Sweeper.Listener {
    private final Screen screen;

    Told(Screen screen) {
      this.screen = screen;
    }

    @Override
    public void removed(LeasedToxic toxic) {
      screen.result("%s: %s is off".formatted(toxic.proxy(), ToxicView.words(toxic)));
    }

    @Override
    public void failed(String reason) {
      screen.warn("spanline: " + reason);
    }
  }

  /** Keeps them for the end as well, which the failures decide. */
  private static final class Kept extends Told {
    private final List<Map<String, Object>> removed = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    Kept(Screen screen) {
      super(screen);
    }

    @Override
    public void removed(LeasedToxic toxic) {
      super.removed(toxic);
      removed.add(ToxicView.json(toxic));
    }

    @Override
    public void failed(String reason) {
      failures.add(reason);
    }
  }
}
