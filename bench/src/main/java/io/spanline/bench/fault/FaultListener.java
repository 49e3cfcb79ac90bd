package io.spanline.bench.fault;

/** Hears what a run of faults does. */
public interface FaultListener {
  /** Something goes on in a row. */
  void progress(Fault fault, String what);

  /** A row is over. */
  void over(FaultResult result);
}
