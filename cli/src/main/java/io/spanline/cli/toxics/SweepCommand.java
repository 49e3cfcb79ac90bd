package io.spanline.cli.toxics;

import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.LeasedToxic;
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
    mixinStandardHelpOptions = true)
final class SweepCommand implements Callable<Integer> {
  @Option(names = "--watch", description = "look every second until it is stopped")
  private boolean watch;

  @Mixin private ToxicOptions options = new ToxicOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws InterruptedException, IOException {
    Screen screen = output.screen();
    Workplace place = Workplace.find();
    List<Map<String, Object>> removed = new ArrayList<>();
    try (Journal journal = place.journal(options, screen);
        Sweeper sweeper = sweeper(place, journal, screen, removed)) {
      if (watch) {
        watch(sweeper, screen);
        return 0;
      }
      List<LeasedToxic> left = sweeper.sweep();
      screen.result("%d taken off, %d left to their leases".formatted(removed.size(), left.size()));
      screen.json(Map.of("removed", removed, "left", left.stream().map(ToxicView::json).toList()));
    }
    return 0;
  }

  private static void watch(Sweeper sweeper, Screen screen) throws InterruptedException {
    Thread closing = new Thread(sweeper::close, "sweeper-close");
    Runtime.getRuntime().addShutdownHook(closing);
    screen.say("looking every second; Ctrl-C ends it");
    sweeper.start();
    new CountDownLatch(1).await();
  }

  private static Sweeper sweeper(
      Workplace place, Journal journal, Screen screen, List<Map<String, Object>> removed) {
    return new Sweeper(
        place.toxiproxy(),
        place.removal(journal, screen),
        new Sweeper.Listener() {
          @Override
          public void removed(LeasedToxic toxic) {
            screen.result("%s: %s is off".formatted(toxic.proxy(), ToxicView.words(toxic)));
            removed.add(ToxicView.json(toxic));
          }

          @Override
          public void failed(String reason) {
            screen.warn("spanline: " + reason);
          }
        });
  }
}
