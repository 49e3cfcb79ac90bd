package io.spanline.experiments.replay.run;

import io.spanline.experiments.replay.pair.PairSearch;
import io.spanline.experiments.replay.pair.Pairs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the traces of a replay's requests.
 *
 * @param pairs null if nobody looked
 * @param unpaired why nobody looked; null if somebody did
 * @param notClosed why a pair may be missing
 */
record PairsFound(@Nullable Pairs pairs, @Nullable String unpaired, List<String> notClosed) {
  static final String NOT_WANTED = "not looked for";
  static final String INTERRUPTED = "interrupted before the traces were found";

  static PairsFound of(PairSearch.Result found) {
    return new PairsFound(found.pairs(), null, found.notClosed());
  }

  static PairsFound none(String why) {
    return new PairsFound(null, why, List.of());
  }
}
