package io.spanline.stack;

import java.nio.file.Path;

/** The stack was not started because of something that the user has to change first: exit 2. */
public final class StackRefusal extends StackException {
  private static final long serialVersionUID = 1L;

  public StackRefusal(String message) {
    super(message);
  }

  /** A clone runs one stack at a time. */
  static StackRefusal second(RunningStack first) {
    return new StackRefusal(
        "a stack of this clone runs already, held by process %d; ./spanline down stops it"
            .formatted(first.supervisor()));
  }

  /** Without its record nobody knows what an earlier stack may have left running. */
  static StackRefusal damaged(Path record) {
    return new StackRefusal(
        "the record of the last stack is damaged: %s; check that no process of it runs, then delete it"
            .formatted(record));
  }

  /**
   * The folder that tools are kept in does not take them.
   *
   * @param why what the system says, such as {@code No space left on device}
   */
  public static StackRefusal cache(Path folder, String why) {
    return new StackRefusal(
        """
        the cache of tools, %s, cannot be written: %s; one of these helps:
          make it writable, or free some space there
          use another folder: SPANLINE_CACHE=/path/to/folder"""
            .formatted(folder, why));
  }

  @Override
  public int exitCode() {
    return 2;
  }
}
