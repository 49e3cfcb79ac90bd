package io.spanline.captures.replay;

import io.spanline.model.Printable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of the trace that a replayed request was to become. */
public enum Pair {
  /** One entry span has the request's span as its parent, and the trace is complete. */
  FOUND("found"),
  /** Found, but spans of the trace are missing. */
  INCOMPLETE("incomplete"),
  /** No span has the trace's id. */
  NOT_RECORDED("not recorded"),
  /** Spans tell of the request, but none has its span as parent. */
  RESTARTED("trace restarted"),
  /** Several entry spans have the request's span as parent. */
  TWICE("twice");

  private final String word;

  Pair(String word) {
    this.word = word;
  }

  /** The word that files and people use. */
  public String word() {
    return word;
  }

  /** The pair of a word. */
  static Pair of(String word) {
    for (Pair pair : values()) {
      if (pair.word.equals(word)) {
        return pair;
      }
    }
    throw new IllegalArgumentException(
        "pair must be one of %s, was '%s'"
            .formatted(
                Stream.of(values()).map(Pair::word).collect(Collectors.joining(", ")),
                Printable.text(word)));
  }
}
