package io.spanline.experiments.compare;

import io.spanline.captures.DamagedFileException;
import io.spanline.captures.replay.ReplayLine;
import io.spanline.captures.replay.ReplayLines;
import io.spanline.experiments.compare.CasePair.Answer;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    List<String> route() {
      return List.of(service, operation);
    }

    /** Null if one of them was not sent. */
    @Nullable OfRoute with(Sent other) {
      return answer == null || other.answer == null
          ? null
          : new OfRoute(service, operation, new CasePair(answer, other.answer));
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
          OfRoute pair = again == null ? null : sent.with(again);
          if (pair != null) {
            pairs.add(pair);
          }
        });
    long onlyAfter = after.keySet().stream().filter(key -> !before.containsKey(key)).count();
    return new PairedReplays(pairs, before.size() + onlyAfter - pairs.size());
  }

  /**
   * Pairs each request of one replay with the one of its operation that was sent half a replay
   * later; leaves out the only one of its operation.
   *
   * @throws DamagedFileException naming the first line that is none
   */
  static PairedReplays ofOne(Path replay) throws IOException {
    Collection<Sent> all = read(replay).values();
    List<Sent> answered = all.stream().filter(sent -> sent.answer() != null).toList();
    Map<List<String>, List<Sent>> byRoute =
        answered.stream().collect(Collectors.groupingBy(Sent::route));
    Map<List<String>, Integer> passed = new HashMap<>();
    List<OfRoute> pairs = new ArrayList<>();
    for (Sent sent : answered) {
      List<Sent> alike = byRoute.getOrDefault(sent.route(), List.of());
      int nth = passed.merge(sent.route(), 1, Integer::sum) - 1;
      OfRoute pair = sent.with(alike.get((nth + alike.size() / 2) % alike.size()));
      if (pair != null && alike.size() > 1) {
        pairs.add(pair);
      }
    }
    return new PairedReplays(pairs, all.size() - pairs.size());
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
