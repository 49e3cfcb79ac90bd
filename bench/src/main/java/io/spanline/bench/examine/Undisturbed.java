package io.spanline.bench.examine;

import java.util.SortedMap;

/** The rows that a run without a fault published of the same traces. */
@FunctionalInterface
public interface Undisturbed {
  /** Its rows of the first chapters of the traffic's plan, which may mean to run it now. */
  SortedMap<RowKey, RowFigures> rows(int chapters) throws Exception;
}
