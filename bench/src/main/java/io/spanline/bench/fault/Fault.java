package io.spanline.bench.fault;

/** One row of the table: what is done to a running pipeline, and what must come of it. */
public interface Fault {
  /** The row's number in the fault matrix; several forms of one fault share it. */
  int number();

  /** What is done, in a few words. */
  String injected();

  /** What must come of it, in a few words. */
  String expected();

  /**
   * Does it, in a scene of its own where nothing runs yet, and looks at what came of it.
   *
   * @return what was found; a thing that did not come as expected is one of its problems
   * @throws Exception if the row could not be carried through, which fails it too
   */
  Finding run(FaultScene scene) throws Exception;
}
