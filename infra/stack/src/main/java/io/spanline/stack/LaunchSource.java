package io.spanline.stack;

import java.io.IOException;
import java.util.Map;

/** Makes the launches of a plan's components, before any of them is started. */
@FunctionalInterface
interface LaunchSource {
  /**
   * A launch for each component of the plan.
   *
   * @throws StackRefusal if a part of one is not built
   */
  Map<Component, Launch> of(StackPlan plan) throws IOException;
}
