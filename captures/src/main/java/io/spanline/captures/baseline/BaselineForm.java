package io.spanline.captures.baseline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.spanline.captures.BaselineName;
import io.spanline.captures.Schemas;
import io.spanline.captures.manifest.ResourceUse;
import io.spanline.model.Printable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A baseline as its file has it: every figure on a line of its own, what is null with a reason, and
 * the digests apart, at the end.
 */
record BaselineForm(
    String schema,
    BaselineName name,
    Instant created,
    List<Baseline.Source> captures,
    List<String> warnings,
    SortedMap<String, Service> services,
    SortedMap<String, Edge> edges,
    @Nullable Digests digests) {

  static BaselineForm of(Baseline of) {
    return new BaselineForm(
        Baseline.SCHEMA,
        of.name(),
        of.created(),
        of.captures(),
        of.warnings(),
        each("services", of.services(), (name, service) -> Service.of(service)),
        each("edges", of.edges(), (name, edge) -> Edge.of(edge)),
        Digests.of(of));
  }

  /** The baseline; figures that do not fit together are refused by where they stand. */
  Baseline baseline() {
    Schemas.require(services, "services");
    Schemas.require(edges, "edges");
    Digests known = digests == null ? new Digests(null, null) : digests;
    return new Baseline(
        name,
        created,
        warnings,
        captures,
        each("services", services, (key, service) -> service.service(known.service(key))),
        each("edges", edges, (key, edge) -> edge.edge(known.edge(key))));
  }

  /** The entry spans of a service, or of one of its operations. */
  record Requests(long requests, @JsonUnwrapped Errors rate, @JsonUnwrapped Figures figures) {
    static Requests of(Baseline.Requests of, Map<String, String> reasons) {
      return new Requests(
          of.errors().of(), Errors.of(of.errors()), Figures.of(of.latencies(), reasons));
    }

    Baseline.Requests requests(@Nullable String digest) {
      return new Baseline.Requests(rate.of(requests), figures.latencies(digest));
    }
  }

  record Service(
      @JsonUnwrapped Requests all,
      @Nullable ResourceUse resources,
      @Nullable SortedMap<String, Requests> operations) {

    static Service of(Baseline.Service of) {
      Map<String, String> reasons =
          of.resources() == null
              ? Map.of("resources", "nothing is known of it in the captures' manifests")
              : Map.of();
      return new Service(
          Requests.of(of.requests(), reasons),
          of.resources(),
          each("operations", of.operations(), (name, requests) -> Requests.of(requests, Map.of())));
    }

    Baseline.Service service(Digests.OfService digests) {
      return new Baseline.Service(
          all.requests(digests.all()),
          resources,
          each(
              "operations",
              operations == null ? new TreeMap<>() : operations,
              (name, of) -> of.requests(digests.operation(name))));
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Edge(
      long calls,
      long unanswered,
      @JsonUnwrapped Errors rate,
      @Nullable Boolean instrumented,
      @Nullable Skew skew,
      @Nullable Figures client,
      @Nullable Figures server,
      @Nullable Figures gap) {
    static Edge of(Baseline.Edge of) {
      Baseline.Skew skew = of.skew();
      return new Edge(
          of.errors().of(),
          of.unanswered(),
          Errors.of(of.errors()),
          of.instrumented() ? null : false,
          skew == null ? null : new Skew(skew.calls(), skew.median()),
          side(of.client()),
          side(of.server()),
          side(of.gap()));
    }

    Baseline.Edge edge(Digests.OfEdge digests) {
      return new Baseline.Edge(
          rate.of(calls),
          unanswered,
          !Boolean.FALSE.equals(instrumented),
          skew == null ? null : new Baseline.Skew(skew.calls(), skew.medianMs()),
          side("client", client, digests.client()),
          side("server", server, digests.server()),
          side("gap", gap, digests.gap()));
    }

    private static @Nullable Figures side(@Nullable Latencies of) {
      return of == null ? null : Figures.of(of, Map.of());
    }

    private static @Nullable Latencies side(
        String name, @Nullable Figures figures, @Nullable String digest) {
      return figures == null ? null : at(name, () -> figures.latencies(digest));
    }
  }

  record Skew(long calls, Duration medianMs) {}

  record Errors(long errors, BigDecimal errorRate, List<BigDecimal> errorRateCi) {
    static Errors of(ErrorRate rate) {
      return new Errors(rate.errors(), rate.value(), List.of(rate.low(), rate.high()));
    }

    ErrorRate of(long all) {
      ErrorRate rate = new ErrorRate(all, errors);
      Schemas.require(errorRate, "error_rate");
      if (errorRate.compareTo(rate.value()) != 0) {
        throw new IllegalArgumentException(
            "error_rate must be that of the counts, %s, was %s"
                .formatted(rate.value(), Printable.text(errorRate.toString())));
      }
      return rate;
    }
  }

  /** Latencies, and how many were timed; if none was, nothing else is there. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Figures(
      long timed,
      @Nullable Duration p50Ms,
      @Nullable List<@Nullable Duration> p50MsCi,
      @Nullable Duration p95Ms,
      @Nullable List<@Nullable Duration> p95MsCi,
      @Nullable Duration p99Ms,
      @Nullable List<@Nullable Duration> p99MsCi,
      @Nullable Duration minMs,
      @Nullable Duration meanMs,
      @Nullable Duration maxMs,
      @Nullable SortedMap<String, String> reasons) {

    static Figures of(@Nullable Latencies of, Map<String, String> more) {
      SortedMap<String, String> reasons = new TreeMap<>(more);
      if (of == null) {
        return new Figures(
            0, null, null, null, null, null, null, null, null, null, orNull(reasons));
      }
      return new Figures(
          of.samples(),
          of.p50().value(),
          interval("p50_ms_ci", of.p50(), reasons),
          of.p95().value(),
          interval("p95_ms_ci", of.p95(), reasons),
          of.p99().value(),
          interval("p99_ms_ci", of.p99(), reasons),
          of.min(),
          of.mean(),
          of.max(),
          orNull(reasons));
    }

    private static @Nullable SortedMap<String, String> orNull(SortedMap<String, String> reasons) {
      return reasons.isEmpty() ? null : reasons;
    }

    @Nullable Latencies latencies(@Nullable String digest) {
      if (timed == 0) {
        return null;
      }
      return new Latencies(
          timed,
          estimate("p50_ms", p50Ms, p50MsCi),
          estimate("p95_ms", p95Ms, p95MsCi),
          estimate("p99_ms", p99Ms, p99MsCi),
          Schemas.require(minMs, "min_ms"),
          Schemas.require(meanMs, "mean_ms"),
          Schemas.require(maxMs, "max_ms"),
          digest == null ? null : new DigestText(digest));
    }

    private static List<@Nullable Duration> interval(
        String name, Estimate of, SortedMap<String, String> reasons) {
      if (of.reason() != null) {
        reasons.put(name, of.reason());
      }
      return Collections.unmodifiableList(Arrays.asList(of.low(), of.high()));
    }

    private Estimate estimate(
        String name, @Nullable Duration given, @Nullable List<@Nullable Duration> bounds) {
      Duration value = Schemas.require(given, name);
      List<@Nullable Duration> interval = Schemas.require(bounds, name + "_ci");
      if (interval.size() != 2) {
        throw new IllegalArgumentException(name + "_ci must be [low, high], was " + interval);
      }
      Duration low = interval.get(0);
      Duration high = interval.get(1);
      String reason = reasons == null ? null : reasons.get(name + "_ci");
      return new Estimate(value, low, high, low == null || high == null ? reason : null);
    }
  }

  /** The same map with other values; a name whose value would be null is left out. */
  static <V, W> SortedMap<String, W> each(
      String field, SortedMap<String, V> map, BiFunction<String, V, @Nullable W> form) {
    SortedMap<String, W> formed = new TreeMap<>();
    map.forEach(
        (name, value) -> {
          Schemas.require(value, field + "." + Printable.text(name));
          W one = at(field + "." + Printable.text(name), () -> form.apply(name, value));
          if (one != null) {
            formed.put(name, one);
          }
        });
    return formed;
  }

  /** What is refused is said with where it stands. */
  private static <W extends @Nullable Object> W at(String path, Supplier<W> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
    }
  }
}
