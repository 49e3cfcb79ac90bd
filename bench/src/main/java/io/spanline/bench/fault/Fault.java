package io.spanline.bench.fault;

import io.spanline.bench.examine.RunFinding;

/** One row of the table: what is done to a running pipeline, and what must come of it. */
public interface Fault {
  /**
   * What the table says of a row.
   *
   * @param number in the fault matrix; several forms of one fault share it
   * @param injected the fault in a few words
   * @param expected the outcome in a few words
   */
  record Title(int number, String injected, String expected) {}

  Title title();

  /**
   * Does it, in a scene of its own where nothing runs yet, and looks at what came of it.
   *
   * @return what was found; an unexpected outcome is one of its problems
   * @throws Exception if the row could not be carried out, which fails it too
   */
  RunFinding run(FaultScene scene) throws Exception;

  default int number() {
    return title().number();
  }
}
