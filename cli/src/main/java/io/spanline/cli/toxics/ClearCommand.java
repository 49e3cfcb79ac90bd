package io.spanline.cli.toxics;

import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.Journal;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.experiments.toxic.NotRemovedException;
import io.spanline.experiments.toxic.Removal;
import io.spanline.experiments.toxic.Uninterrupted;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.topic.ToxicChange.By;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code spanline toxics clear}. */
@Command(
    name = "clear",
    description = {
      "Take toxics off before their time, and return once their proxies show none of them; at most 10 s"
          + " each. Takes off the owner's, on one edge or on all. Toxics that Spanline did not set stay.",
      "",
      "Example: ./spanline toxics clear b-to-c"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:they are off", "14:one may still be on; what to type is said"},
    mixinStandardHelpOptions = true)
final class ClearCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EDGE",
      description = "only this edge: its proxy's name, or the edge in quotes")
  private @Nullable String edge;

  @Option(names = "--all", description = "of every owner")
  private boolean all;

  @Mixin private ToxicOptions options = new ToxicOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException {
    Screen screen = output.screen();
    Workplace place = Workplace.find();
    List<Map<String, Object>> cleared = new ArrayList<>();
    List<String> left = new ArrayList<>();
    try (Journal journal = place.journal(options, screen)) {
      Removal removal = place.removal(journal, screen);
      SortedMap<String, List<String>> stuck = removal.finishAbandoned();
      SortedMap<String, Proxy> proxies = place.toxiproxy().proxies();
      String proxy = edge == null ? null : place.target(edge, proxies.values()).proxy();
      stuck.forEach(
          (each, lines) -> {
            if (proxy == null || proxy.equals(each)) {
              left.addAll(lines);
            } else {
              lines.forEach(line -> screen.warn("spanline: " + line));
            }
          });
      List<LeasedToxic> found = LeasedToxic.on(proxies.values()).toList();
      for (LeasedToxic each : found) {
        if (proxy != null && !proxy.equals(each.proxy())) {
          continue;
        }
        if (!all && !each.lease().owner().equals(options.owner())) {
          screen.warn(
              "spanline: %s: %s of owner %s stays; --all takes it off too"
                  .formatted(each.proxy(), ToxicView.words(each), each.lease().owner()));
          continue;
        }
        try {
          remove(each, removal, screen);
          screen.result("%s: %s is off".formatted(each.proxy(), ToxicView.words(each)));
          cleared.add(ToxicView.json(each));
        } catch (NotRemovedException e) {
          left.addAll(e.lines());
        }
      }
    }
    if (!left.isEmpty()) {
      throw new NotRemovedException(left);
    }
    if (cleared.isEmpty()) {
      screen.result("nothing to take off");
    }
    screen.json(Map.of("cleared", cleared));
    return 0;
  }

  /** Also if the program is to end meanwhile. */
  private static void remove(LeasedToxic toxic, Removal removal, Screen screen) {
    var unused =
        new Uninterrupted<>(
                () -> {
                  removal.remove(toxic, By.OWNER);
                  return toxic;
                },
                removed ->
                    screen.warn("interrupted; %s is off".formatted(ToxicView.words(removed))),
                left -> ToxicOptions.endWith(left, screen))
            .run();
  }
}
