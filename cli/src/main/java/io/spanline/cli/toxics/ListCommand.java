package io.spanline.cli.toxics;

import io.spanline.clients.Toxic;
import io.spanline.clients.Toxiproxy.Proxy;
import io.spanline.experiments.toxic.Lease;
import io.spanline.experiments.toxic.LeasedToxic;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline toxics list}. */
@Command(
    name = "list",
    description = {
      "List the toxics that are on now, by asking Toxiproxy; those of others too, and proxies that are"
          + " down.",
      "",
      "Example: ./spanline toxics list"
    },
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() {
    Screen screen = output.screen();
    Table table = new Table("proxy", "toxic", "stream", "toxicity", "owner", "left");
    List<Map<String, Object>> json = new ArrayList<>();
    for (Proxy proxy : ToxicOptions.toxiproxy(ToxicOptions.settings()).proxies().values()) {
      proxy.toxics().forEach(toxic -> add(proxy, toxic, table, json));
      if (!proxy.enabled() && LeasedToxic.on(proxy).stream().noneMatch(LeasedToxic::isDown)) {
        table.row(proxy.name(), "down", "", "", "foreign", "");
        json.add(Map.of("proxy", proxy.name(), "type", "down", "owner", "foreign"));
      }
    }
    if (json.isEmpty()) {
      screen.result("no toxic is on; put one on: ./spanline toxics add b-to-c latency=200");
    } else {
      table.lines().forEach(screen::result);
    }
    screen.json(Map.of("toxics", json));
    return 0;
  }

  private static void add(Proxy proxy, Toxic toxic, Table table, List<Map<String, Object>> json) {
    Optional<LeasedToxic> ours =
        Lease.of(toxic.name()).map(lease -> new LeasedToxic(proxy.name(), toxic, lease));
    boolean down = ours.map(LeasedToxic::isDown).orElse(false);
    table.row(
        proxy.name(),
        ours.map(ToxicView::words).orElseGet(() -> ToxicView.words(toxic)),
        down ? "" : toxic.stream().name().toLowerCase(Locale.ROOT),
        down ? "" : toxic.toxicity(),
        ours.map(each -> each.lease().owner()).orElse("foreign"),
        ours.map(ListCommand::left).orElse(""));
    json.add(ours.map(ToxicView::json).orElseGet(() -> ToxicView.json(proxy.name(), toxic)));
  }

  private static String left(LeasedToxic toxic) {
    return Duration.between(Instant.now(), toxic.lease().end()).toSeconds() + " s";
  }
}
