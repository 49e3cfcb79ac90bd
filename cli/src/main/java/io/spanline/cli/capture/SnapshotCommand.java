package io.spanline.cli.capture;

import io.spanline.captures.api.SnapshotAnswer;
import io.spanline.cli.invocation.Invocation;
import io.spanline.cli.view.SnapshotView;
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
      "Freeze a time range: write its traces as a capture, a manifest and a baseline.",
      "",
      "Examples:",
      "  ./spanline snapshot --last 60 --replace",
      "  ./spanline snapshot --last-traces 200 --name evening",
      "  ./spanline snapshot --next-traces 200 --within 600",
      "  ./spanline snapshot --last 600 --service service-b --errors --capture-only",
      "",
      "Waits until the traces are assembled and written, up to 15 min.",
      "--next and --next-traces wait for traces to come; Ctrl-C cancels the snapshot (exit 130).",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class SnapshotCommand implements Callable<Integer> {
  @Mixin private SnapshotOptions options = new SnapshotOptions();

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "name of this request; repeating it takes no second snapshot (default: random)")
  private @Nullable String key;

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws InterruptedException {
    Invocation invocation = Invocation.ofThisProcess();
    Screen screen = output.screen();
    Snapshots snapshots = new Snapshots(invocation.stack());
    SnapshotAnswer snapshot = snapshot(snapshots, screen);
    if (!snapshot.services().isEmpty()) {
      SnapshotView.table(snapshot).forEach(screen::result);
    }
    SnapshotView.files(snapshot).forEach(screen::result);
    screen.json(SnapshotView.json(snapshot));
    return 0;
  }

  private SnapshotAnswer snapshot(Snapshots snapshots, Screen screen) throws InterruptedException {
    Snapshots.Reply reply = reply(snapshots, screen);
    if (reply instanceof Snapshots.Waiting waiting) {
      return new AwaitedJob(snapshots, screen, waiting.job()).result();
    }
    return ((Snapshots.Taken) reply).snapshot();
  }

  private Snapshots.Reply reply(Snapshots snapshots, Screen screen) {
    Screen.Bar bar = screen.bar("snapshot", "s");
    try {
      return snapshots.ask(options.body(), key, bar::step);
    } finally {
      screen.endBars();
    }
  }
}
