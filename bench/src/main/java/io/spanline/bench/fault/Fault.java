package io.spanline.bench.fault;

/**
 * One row of the table: what is done to a running pipeline, and what must come of it.
 *
 * @param number in the fault matrix; several forms of one fault share it
 * @param injected the fault in a few words
 * @param expected the outcome in a few words
 */
public record Fault(int number, String injected, String expected, Action action) {
  /** What a row does. */
  @FunctionalInterface
  public interface Action {
    /**
     * Does it, in a scene of its own where nothing runs yet, and has the scene examine what came of
     * it; an unexpected outcome is a problem of the scene's finding.
     *
     * @throws Exception if the row could not be carried out, which fails it too
     */
    void run(FaultScene scene) throws Exception;
  }
}
