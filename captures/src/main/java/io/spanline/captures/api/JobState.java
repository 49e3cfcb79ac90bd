package io.spanline.captures.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far a job is. */
public enum JobState {
  /** Traces are still to come. */
  @JsonProperty("waiting")
  WAITING,
  /** The topic is read and the files are written. */
  @JsonProperty("writing")
  WRITING,
  @JsonProperty("done")
  DONE,
  @JsonProperty("failed")
  FAILED,
  @JsonProperty("cancelled")
  CANCELLED;

  public boolean isEnded() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
