package io.spanline.experiments.compare;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.DigestText;
import io.spanline.captures.baseline.ErrorRate;
import io.spanline.captures.baseline.Latencies;
import io.spanline.experiments.compare.RateChange.Rate;
import io.spanline.statistics.LatencyDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a baseline says of the operations that are replayed, each with the weight that it has among
 * the cases: a baseline holds other operations as well, and these in other shares.
 *
 * <p>A side is as large as a plain sample that knows as much of the mix (Kish, Survey Sampling,
 * 1965: the sum of weights squared, over the sum of their squares): an operation that is frequent
 * in the cases and rare in the baseline makes it small.
 */
public final class ReplayedBaseline {
  private final List<Part> parts = new ArrayList<>();

  /** An operation with its share of the cases. */
  private record Part(double share, Baseline.Requests requests) {}

  private ReplayedBaseline(Baseline.Service service, SortedMap<String, Long> cases) {
    double all = cases.values().stream().mapToLong(Long::longValue).sum();
    cases.forEach((name, count) -> parts.add(new Part(count / all, known(service, name))));
  }

  private static Baseline.Requests known(Baseline.Service service, String name) {
    return Objects.requireNonNull(service.operations().get(name), name);
  }

  /**
   * The services that are replayed, without operations and edges.
   *
   * @param cases how many there are of each operation, by service; the baseline has all of them
   */
  public static Side side(Baseline baseline, SortedMap<String, SortedMap<String, Long>> cases) {
    SortedMap<String, Side.Service> services = new TreeMap<>();
    cases.forEach(
        (name, operations) -> {
          Baseline.Service service = Objects.requireNonNull(baseline.services().get(name), name);
          services.put(
              name,
              new Side.Service(
                  new ReplayedBaseline(service, operations).requests(), new TreeMap<>()));
        });
    return new Side(services, new TreeMap<>(), false);
  }

  private Side.Requests requests() {
    return new Side.Requests(errors(), latencies());
  }

  private Side.Errors errors() {
    double rate = 0;
    double squares = 0;
    for (Part part : parts) {
      ErrorRate errors = part.requests().errors();
      rate += part.share() * errors.errors() / errors.of();
      squares += part.share() * part.share() / errors.of();
    }
    long of = Math.max(1, (long) (1 / squares));
    return new Side.Errors(new Rate(of, Math.min(of, Math.round(rate * of))), Spread.NONE);
  }

  /** Evenly spaced quantiles of each; null if of one none are known, or all are too few. */
  private @Nullable Sample latencies() {
    List<LatencyDigest> digests = new ArrayList<>();
    double squares = 0;
    for (Part part : parts) {
      Latencies latencies = part.requests().latencies();
      DigestText digest = latencies == null ? null : latencies.digest();
      if (digest == null) {
        return null;
      }
      LatencyDigest opened = digest.open();
      digests.add(opened);
      squares += part.share() * part.share() / opened.count();
    }
    double size = Math.min(LatencyDigest.EXACT_SAMPLES, 1 / squares);
    LatencyDigest all = new LatencyDigest();
    for (int i = 0; i < digests.size(); i++) {
      long count = Math.round(size * parts.get(i).share());
      for (long n = 0; n < count; n++) {
        all.add(digests.get(i).quantileNanos((n + 0.5) / count));
      }
    }
    return all.count() == 0 ? null : Sample.of(all);
  }
}
