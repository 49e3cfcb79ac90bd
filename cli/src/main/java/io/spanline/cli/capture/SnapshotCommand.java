package io.spanline.cli.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.SnapshotView;
import io.spanline.clients.Rest;
import io.spanline.clients.Snapshots;
import io.spanline.terminal.OutputOptions;
import io.spanline.terminal.Screen;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spanline snapshot}. */
@Command(
    name = "snapshot",
    description = {
      "Freeze traces: write a capture, its manifest and a baseline.",
      "",
      "Examples:",
      "  ./spanline snapshot --last 60 --replace",
      "  ./spanline snapshot --last-traces 200 --name evening",
      "  ./spanline snapshot --next-traces 200 --within 600",
      "  ./spanline snapshot --last 600 --service service-b --errors --capture-only",
      "",
      "It waits until the traces have been assembled and written, 15 min at most.",
      "With --next and --next-traces it waits for them; Ctrl-C gives the snapshot up (exit 130).",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SnapshotCommand implements Callable<Integer> {
  private static final int ACCEPTED = 202;
  // Of steps: a bar without an end.
  private static final int UNKNOWN = -1;

  @Mixin private SnapshotOptions options = new SnapshotOptions();

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "a name for this request: repeated, it takes nothing again (a random one)")
  private @Nullable String key;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws InterruptedException {
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    Snapshots snapshots = new Snapshots(invocation.stack());
    Rest.Answer answer = answer(snapshots, screen);
    String location = answer.location();
    JsonNode snapshot =
        answer.status() == ACCEPTED && location != null
            ? new AwaitedJob(snapshots, screen, location).result()
            : answer.body();
    if (!snapshot.path("services").isEmpty()) {
      SnapshotView.table(snapshot).forEach(screen::result);
    }
    SnapshotView.files(snapshot).forEach(screen::result);
    screen.json(snapshot);
    return 0;
  }

  private Rest.Answer answer(Snapshots snapshots, Screen screen) {
    Screen.Bar bar = screen.bar("snapshot", UNKNOWN, "s");
    try {
      return snapshots.ask(options.body(), key, bar::step);
    } finally {
      screen.endBars();
    }
  }
}
