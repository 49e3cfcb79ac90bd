package io.spanline.bench.replay;

import io.spanline.captures.manifest.Selection;
import io.spanline.experiments.replay.Pace;
import io.spanline.experiments.replay.ReplayPlan;
import io.spanline.experiments.replay.plan.PlanOptions;
import io.spanline.experiments.replay.plan.PlanReader;
import io.spanline.experiments.replay.plan.SideEffects;
import io.spanline.experiments.replay.plan.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program that plans the replay of a capture, as {@code --dry-run} does. */
public final class Planner {
  private Planner() {}

  /** CAPTURE and how many requests it has. */
  public static void main(String[] arguments) throws IOException {
    ReplayPlan plan =
        PlanReader.read(
            new PlanOptions(
                Path.of(arguments[0]),
                Targets.of(List.of("http://127.0.0.1:9"), Map.of(), Targets.Loopback.THIS_MACHINE),
                null,
                new Pace.Speed(1),
                1,
                null,
                Selection.ALL.where(),
                SideEffects.REFUSED),
            bytes -> {});
    if (plan.requests() != Integer.parseInt(arguments[1])) {
      throw new IllegalStateException(
          "planned %d of %s requests".formatted(plan.requests(), arguments[1]));
    }
  }
}
