package io.spanline.captures.replay;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of the trace that a replayed request was to become. */
public enum Pair {
  /** One entry span has the request's span as its parent, and the trace is complete. */
  @JsonProperty("found")
  FOUND("found"),
  /** As found, but spans of the trace are missing. */
  @JsonProperty("incomplete")
  INCOMPLETE("incomplete"),
  /** No span has the trace's id. */
  @JsonProperty("not recorded")
  NOT_RECORDED("not recorded"),
  /** Spans tell of the request, but none has its span as parent. */
  @JsonProperty("trace restarted")
  RESTARTED("trace restarted"),
  /** Several entry spans have the request's span as parent. */
  @JsonProperty("twice")
  TWICE("twice");

  private final String word;

  Pair(String word) {
    this.word = word;
  }

  /** As files and people say it. */
  public String word() {
    return word;
  }

  /** Whether the request can be compared with another of its case. */
  public boolean isFound() {
    return this == FOUND;
  }
}
