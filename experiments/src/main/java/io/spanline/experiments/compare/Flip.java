package io.spanline.experiments.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Requests of a route whose answers differ alike.
 *
 * @param before status, or why there was no answer
 * @param requests how many
 */
public record Flip(String service, String operation, String before, String after, long requests) {
  private static final Comparator<Flip> ORDER =
      Comparator.comparingLong((Flip flip) -> -flip.requests())
          .thenComparing(Flip::service)
          .thenComparing(Flip::operation)
          .thenComparing(Flip::before)
          .thenComparing(Flip::after);

  /** All, most requests first. */
  static List<Flip> of(PairedReplays replays) {
    Map<Flip, Long> counts =
        replays.pairs().stream()
            .filter(each -> each.pair().isFlip())
            .collect(Collectors.groupingBy(Flip::one, Collectors.counting()));
    return counts.entrySet().stream()
        .map(each -> each.getKey().times(each.getValue()))
        .sorted(ORDER)
        .toList();
  }

  private static Flip one(PairedReplays.OfRoute of) {
    return new Flip(
        of.service(), of.operation(), of.pair().before().what(), of.pair().after().what(), 1);
  }

  private Flip times(long requests) {
    return new Flip(service, operation, before, after, requests);
  }
}
