package io.spanline.cli.replay;

import io.spanline.captures.ReplayId;
import io.spanline.captures.folder.ManifestFile.Listed;
import io.spanline.captures.folder.NumberedFolder;
import io.spanline.captures.replay.ReplayFolder;
import io.spanline.captures.replay.ReplayManifest;
import io.spanline.captures.replay.ReplayManifest.PairCounts;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.invocation.Place;
import io.spanline.model.Printable;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import io.spanline.terminal.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spanline replays}. */
@Command(
    name = "replays",
    description = "List the replays on disk.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    subcommands = ReplaysCommand.ListThem.class)
public final class ReplaysCommand {
  private ReplaysCommand() {}

  /** What to say of each file that was sent and never published. */
  static List<String> strays(ReplayFolder folder) throws IOException {
    List<String> lines = new ArrayList<>();
    NumberedFolder<ReplayId> files = folder.files();
    for (String name : files.strays().names()) {
      lines.add(
          "set aside, never published: %s/%s"
              .formatted(shown(files.strays().path()), Printable.text(name)));
    }
    if (Files.isDirectory(files.path())) {
      files.fileNames().stream()
          .filter(name -> name.startsWith(".lines-of-"))
          .map(
              name ->
                  "being sent, or left by a replay that was killed: %s/%s"
                      .formatted(shown(files.path()), Printable.text(name)))
          .forEach(lines::add);
    }
    return lines;
  }

  private static String shown(Path path) {
    return Place.ofThisProcess().shown(path.toString());
  }

  /** {@code spanline replays list}. */
  @Command(
      name = "list",
      description = {
        "List the replays on disk that have a manifest, and files of those that were never published."
            + " Needs no stack.",
        "",
        "Example: ./spanline replays list"
      },
      mixinStandardHelpOptions = true)
  static final class ListThem implements Callable<Integer> {
    @Mixin private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
      Screen screen = output.screen();
      ReplayFolder folder = Invocation.ofThisProcess().replays();
      List<Listed<ReplayId, ReplayManifest>> replays = folder.list();
      if (replays.isEmpty()) {
        Path path = folder.files().path();
        Place place = Place.ofThisProcess();
        screen.result(
            "no replays in %s; send one: %s replay capture_001"
                .formatted(place.shown(path.toString()), place.command()));
      } else {
        table(replays).lines().forEach(screen::result);
      }
      List<String> strays = strays(folder);
      strays.forEach(screen::warn);
      List<Listed<ReplayId, ReplayManifest>> broken =
          replays.stream().filter(one -> one.manifest().isEmpty()).toList();
      broken.forEach(one -> screen.warn("spanline: " + one.problem()));
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("replays", replays.stream().map(ListThem::json).toList());
      json.put("strays", strays);
      screen.json(json);
      return broken.isEmpty() ? 0 : 1;
    }

    private static Table table(List<Listed<ReplayId, ReplayManifest>> replays) {
      Table table =
          new Table(
              "replay",
              "sent (UTC)",
              "capture",
              "requests",
              "pace",
              "errors",
              "p99",
              "pairs",
              "result");
      for (Listed<ReplayId, ReplayManifest> listed : replays) {
        ReplayManifest of = listed.manifest().orElse(null);
        if (of == null) {
          table.row(listed.id(), "damaged", "", "", "", "", "", "", "");
        } else {
          table.row(
              listed.id(),
              of.began().truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""),
              of.capture().file().replaceFirst("\\.json$", ""),
              of.counts().sent() + of.counts().dropped(),
              pace(of.plan()),
              Figures.sum(of.counts().errors()),
              Figures.millis(of.response().p99()),
              pairs(of.pairs()),
              of.result().word().word());
        }
      }
      return table;
    }

    private static String pace(ReplayManifest.Plan plan) {
      return plan.rate() == null
          ? String.format(Locale.ROOT, "x%s", plan.speed())
          : String.format(Locale.ROOT, "%s/s", plan.rate());
    }

    private static String pairs(@Nullable PairCounts pairs) {
      return pairs == null ? "-" : "%d/%d".formatted(pairs.found(), pairs.all());
    }

    private static Map<String, Object> json(Listed<ReplayId, ReplayManifest> listed) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("id", listed.id().toString());
      ReplayManifest of = listed.manifest().orElse(null);
      if (of == null) {
        json.put("problem", listed.problem());
        return json;
      }
      json.put("began", of.began().toString());
      json.put("capture", of.capture().file());
      json.put("requests", of.counts().sent() + of.counts().dropped());
      json.put("speed", of.plan().speed());
      json.put("rate", of.plan().rate());
      json.put("errors", Figures.sum(of.counts().errors()));
      Duration p99 = of.response().p99();
      json.put("response_p99_ms", p99 == null ? null : p99.toNanos() / 1e6);
      json.put("pairs_found", of.pairs() == null ? null : of.pairs().found());
      json.put("result", of.result().word().word());
      return json;
    }
  }
}
