package io.spanline.experiments.compare;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLines;
import io.spanline.experiments.compare.CasePair.Answer;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The requests that two replays both sent, in the order of the first. A request is the same if it
 * repeats the same captured one for the same time, whichever capture it was read from. All are in
 * memory: some 170 bytes of each replay.
 *
 * @param leftOut requests that only one of them has, or did not send
 */
record PairedReplays(List<OfRoute> pairs, long leftOut) {
  PairedReplays {
    pairs = List.copyOf(pairs);
  }

  /** A pair and whose request it is. */
  record OfRoute(String service, String operation, CasePair pair) {}

  /** What a request repeats. */
  private record Case(TraceId original, int repetition) {
    static Case of(ReplayLine line) {
      return new Case(line.original(), line.repetition());
    }
  }

  /** A request of one replay; no answer if it was not sent. */
  private record Sent(String service, String operation, @Nullable Answer answer) {
    static Sent of(ReplayLine line) {
      return new Sent(line.service(), line.operation(), Answer.of(line));
    }
  }

  /**
   * Reads both.
   *
   * @throws DamagedFileException naming the first line that is none
   */
  static PairedReplays of(Path one, Path other) throws IOException {
    Map<Case, Sent> before = read(one);
    Map<Case, Sent> after = read(other);
    List<OfRoute> pairs = new ArrayList<>();
    before.forEach(
        (key, sent) -> {
          Sent again = after.get(key);
          if (sent.answer() != null && again != null && again.answer() != null) {
            pairs.add(
                new OfRoute(
                    sent.service(), sent.operation(), new CasePair(sent.answer(), again.answer())));
          }
        });
    long onlyAfter = after.keySet().stream().filter(key -> !before.containsKey(key)).count();
    return new PairedReplays(pairs, before.size() + onlyAfter - pairs.size());
  }

  private static Map<Case, Sent> read(Path replay) throws IOException {
    Map<Case, Sent> sent = new LinkedHashMap<>();
    try (ReplayLines lines = ReplayLines.of(replay)) {
      for (ReplayLine line = lines.next(); line != null; line = lines.next()) {
        sent.putIfAbsent(Case.of(line), Sent.of(line));
      }
    }
    return sent;
  }
}
