package io.spanline.stack.tool;

import io.spanline.stack.StackListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One place that a tool may come from; {@link Tools} asks them in order. */
@FunctionalInterface
interface ToolSource {
  /**
   * The tool, or null if it does not come from here. The listener hears why if people can do
   * something about it.
   *
   * @throws io.spanline.stack.StackException if the search must not go on
   */
  @Nullable FoundTool find(Tool tool, StackListener listener)
      throws IOException, InterruptedException;
}
