package io.spanline.bench.answers;

import java.util.List;

/**
 * A run, held against what is known.
 *
 * @param wrong what it should not have said; empty if it is right
 */
public record AnswerResult(RunLeft left, List<String> wrong) {
  public AnswerResult {
    wrong = List.copyOf(wrong);
  }
}
