package io.spanline.cli.replay;

import io.spanline.experiments.replay.plan.Targets;
import io.spanline.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where captured requests go, and what they hold besides. */
public final class SendingOptions {
  @Option(
      names = "--target",
      paramLabel = "[SERVICE=]URL",
      description = {
        "where requests go, for all services or for one; may be repeated",
        "(default: the stack's service, or the captured address if it is of this machine)"
      })
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--requests",
      paramLabel = "FILE",
      description = "YAML with what traces do not hold: bodies, queries, headers, by route")
  private @Nullable Path requests;

  /**
   * Where they go.
   *
   * @param stack whose services are asked; empty if none runs
   * @throws IllegalArgumentException naming the target that is none
   */
  public Targets targets(Optional<Settings> stack) {
    return ReplayTargets.of(targets, stack);
  }

  /** What they hold besides; null for nothing. */
  public @Nullable Path requests() {
    return requests;
  }

  /** Whether any of it is given. */
  public boolean isGiven() {
    return !targets.isEmpty() || requests != null;
  }
}
