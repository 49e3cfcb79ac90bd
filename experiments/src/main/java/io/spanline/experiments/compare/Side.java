package io.spanline.experiments.compare;

import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.DigestText;
import io.spanline.captures.baseline.Durations;
import io.spanline.captures.baseline.ErrorRate;
import io.spanline.captures.baseline.Latencies;
import io.spanline.captures.baseline.Observations;
import io.spanline.captures.baseline.Outcomes;
import io.spanline.experiments.compare.RateChange.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison.
 *
 * @param inOrder whether the latencies' order in time is known: of a baseline it is not
 */
public record Side(
    SortedMap<String, Service> services, SortedMap<String, Edge> edges, boolean inOrder) {
  /**
   * Requests.
   *
   * @param latencies null if no time says one, or only sums are known
   */
  record Requests(Errors errors, @Nullable Sample latencies) {}

  /**
   * Errors among requests or calls.
   *
   * @param blocks how the rates of blocks in time differ; none if their order is not known
   */
  record Errors(Rate rate, Spread blocks) {
    static Errors of(List<Outcomes> rounds) {
      int all = rounds.stream().mapToInt(Outcomes::count).sum();
      int failed = rounds.stream().mapToInt(Outcomes::errors).sum();
      return new Errors(new Rate(all, failed), Spread.of(rates(rounds)));
    }

    private static double[] rates(List<Outcomes> rounds) {
      if (rounds.size() > 1) {
        return rounds.stream()
            .filter(round -> round.count() > 0)
            .mapToDouble(round -> round.rate(0, round.count()))
            .toArray();
      }
      Outcomes all = rounds.get(0);
      return Block.of(all.count()).stream()
          .mapToDouble(block -> all.rate(block.from(), block.to()))
          .toArray();
    }

    static Errors of(ErrorRate rate) {
      return new Errors(new Rate(rate.of(), rate.errors()), Spread.NONE);
    }
  }

  record Service(Requests all, SortedMap<String, Requests> operations) {}

  /** Calls of an edge; each of its latencies null if none is known. */
  record Edge(
      Errors errors, @Nullable Sample client, @Nullable Sample server, @Nullable Sample gap) {}

  /**
   * What was observed, with every latency, in one go or in rounds that something else stood
   * between.
   */
  public static Side of(Observations... rounds) {
    return new Side(
        joined(rounds, Observations::services, Side::service),
        joined(rounds, Observations::edges, Side::edge),
        true);
  }

  private static Service service(List<Observations.OfService> rounds) {
    return new Service(
        requests(rounds.stream().map(Observations.OfService::all).toList()),
        joined(
            rounds.toArray(Observations.OfService[]::new),
            Observations.OfService::operations,
            Side::requests));
  }

  private static Requests requests(List<Observations.Requests> rounds) {
    return new Requests(
        Errors.of(rounds.stream().map(Observations.Requests::outcomes).toList()),
        sample(rounds, Observations.Requests::latencies));
  }

  private static Edge edge(List<Observations.OfEdge> rounds) {
    return new Edge(
        Errors.of(rounds.stream().map(Observations.OfEdge::outcomes).toList()),
        sample(rounds, Observations.OfEdge::client),
        sample(rounds, Observations.OfEdge::server),
        sample(rounds, Observations.OfEdge::gap));
  }

  /** What each round has under a name, joined. */
  private static <R, V, W> SortedMap<String, W> joined(
      R[] rounds, Function<R, SortedMap<String, V>> part, Function<List<V>, W> each) {
    SortedMap<String, List<V>> byName = new TreeMap<>();
    for (R round : rounds) {
      part.apply(round)
          .forEach(
              (name, value) -> byName.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
    }
    return mapped(byName, each);
  }

  private static <R> @Nullable Sample sample(List<R> rounds, Function<R, Durations> latencies) {
    long[][] all =
        rounds.stream()
            .map(latencies)
            .filter(durations -> durations.count() > 0)
            .map(Durations::arrivals)
            .toArray(long[][]::new);
    return all.length == 0 ? null : Sample.of(all);
  }

  /** A baseline, by its digests. */
  public static Side of(Baseline baseline) {
    return new Side(
        mapped(
            baseline.services(),
            service ->
                new Service(
                    requests(service.requests()), mapped(service.operations(), Side::requests))),
        mapped(
            baseline.edges(),
            edge ->
                new Edge(
                    Errors.of(edge.errors()),
                    sample(edge.client()),
                    sample(edge.server()),
                    sample(edge.gap()))),
        false);
  }

  private static Requests requests(Baseline.Requests of) {
    return new Requests(Errors.of(of.errors()), sample(of.latencies()));
  }

  private static @Nullable Sample sample(@Nullable Latencies latencies) {
    DigestText digest = latencies == null ? null : latencies.digest();
    return digest == null ? null : Sample.of(digest.open());
  }

  private static <V, W> SortedMap<String, W> mapped(SortedMap<String, V> of, Function<V, W> each) {
    SortedMap<String, W> mapped = new TreeMap<>();
    of.forEach((key, value) -> mapped.put(key, each.apply(value)));
    return mapped;
  }
}
