package io.spanline.stack.tool;

import io.spanline.stack.StackListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One way to make a tool that is nowhere yet; {@link Workshop} gives it a place. */
interface ToolMaker {
  /** The step, for people: {@code build Jaeger}. */
  String step(Tool tool);

  /** Its usual duration; zero if unknown. */
  Duration expected(Tool tool);

  /** Where the tool comes from then, for people: {@code built with Go}. */
  String origin();

  /** Completes "stopped before …" and "stopped while …". */
  default String done(Tool tool) {
    return tool.title() + " was " + origin();
  }

  /** The tool's folder in the cache. */
  Path home(Tool tool) throws IOException;

  /**
   * Makes the tool.
   *
   * @param part an empty folder to work in, removed afterwards
   * @return the folder that holds the program, with a note of where it came from; null if the tool
   *     does not come this way, which the listener is told
   */
  @Nullable Path make(Tool tool, Path part, StackListener listener)
      throws IOException, InterruptedException;
}
