package io.spanline.bench.corpus;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param of what, such as a service
 * @param right in words
 * @param wrong what was found instead, and where; empty if it is right everywhere
 */
public record Check(String of, String right, List<String> wrong) {
  public Check {
    wrong = List.copyOf(wrong);
  }

  public boolean isRight() {
    return wrong.isEmpty();
  }
}
