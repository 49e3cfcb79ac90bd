package io.spanline.experiments.experiment.file;

import io.spanline.captures.Numbering;

/** The number of an experiment, in text {@code experiment_001}, which is its folder's name. */
public record ExperimentId(int number) implements Numbering.Id, Comparable<ExperimentId> {
  private static final String KIND = "experiment";

  public static final Numbering<ExperimentId> NUMBERING = new Numbering<>(KIND, ExperimentId::new);

  public ExperimentId {
    Numbering.require(KIND, number);
  }

  @Override
  public int compareTo(ExperimentId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return Numbering.text(KIND, number);
  }
}
