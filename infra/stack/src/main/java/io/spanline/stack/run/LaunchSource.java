package io.spanline.stack.run;

import io.spanline.stack.StackRefusal;
import io.spanline.stack.plan.Component;
import io.spanline.stack.plan.StackPlan;
import io.spanline.stack.process.Launch;
import java.io.IOException;
import java.util.Map;

/** Makes the launches of a plan's components, before any of them is started. */
@FunctionalInterface
public interface LaunchSource {
  /**
   * A launch for each component of the plan.
   *
   * @throws StackRefusal if a part of one is not built
   */
  Map<Component, Launch> of(StackPlan plan) throws IOException;
}
