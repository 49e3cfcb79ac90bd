package io.spanline.rest;

import java.util.List;

/** Whether a process can do its work now: what it still lacks, in words; empty where nothing. */
@FunctionalInterface
public interface Readiness {
  List<String> missing();

  /** What an operator should know although the work can be done; part of the answer. */
  default List<String> warnings() {
    return List.of();
  }
}
