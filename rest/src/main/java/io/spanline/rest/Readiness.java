package io.spanline.rest;

import java.util.List;

/** What a process still lacks to do its work, in words; empty if it is ready. */
@FunctionalInterface
public interface Readiness {
  List<String> missing();

  /** What an operator should know although the work can be done; part of the answer. */
  default List<String> warnings() {
    return List.of();
  }
}
