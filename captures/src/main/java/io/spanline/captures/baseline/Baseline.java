package io.spanline.captures.baseline;

import io.spanline.captures.BaselineName;
import io.spanline.captures.Schemas;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.ResourceUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What normal traffic looked like: requests, errors and latencies of each service, operation and
 * edge, with what the numbers can bear, and the captures that they were computed from.
 *
 * @param warnings why the numbers may not stand for normal traffic
 * @param captures in the order that they were read; at least one
 * @param services in ascending order of name; only services that answered a request
 * @param edges by {@code caller->callee}, ascending
 */
public record Baseline(
    BaselineName name,
    Instant created,
    List<String> warnings,
    List<Source> captures,
    SortedMap<String, Service> services,
    SortedMap<String, Edge> edges) {
  public static final String SCHEMA = "spanline.baseline/3";

  public Baseline {
    Schemas.require(name, "name");
    Schemas.require(created, "created");
    Schemas.requireAll(warnings, "warnings");
    Schemas.requireAll(captures, "captures");
    Schemas.require(services, "services");
    Schemas.require(edges, "edges");
    warnings = List.copyOf(warnings);
    captures = List.copyOf(captures);
    services = Collections.unmodifiableSortedMap(new TreeMap<>(services));
    edges = Collections.unmodifiableSortedMap(new TreeMap<>(edges));
    if (captures.isEmpty()) {
      throw new IllegalArgumentException("a baseline comes from a capture, there is none");
    }
  }

  /** A capture behind the numbers; the sum is that of the capture's file. */
  public record Source(String file, String sha256, long traces, Instant from, Instant to) {
    public Source {
      Schemas.require(file, "file");
      Schemas.require(sha256, "sha256");
      Schemas.require(from, "from");
      Schemas.require(to, "to");
      Schemas.requireCount(traces, "traces");
    }

    static Source of(Manifest manifest) {
      return new Source(
          manifest.capture().file(),
          manifest.capture().sha256(),
          manifest.capture().lines(),
          manifest.range().from(),
          manifest.range().to());
    }
  }

  /**
   * One service.
   *
   * @param resources what it took of the machine; null if nobody measured
   * @param operations its requests by the entry spans' names
   */
  public record Service(
      Requests requests, @Nullable ResourceUse resources, SortedMap<String, Requests> operations) {
    public Service {
      operations = Collections.unmodifiableSortedMap(new TreeMap<>(operations));
    }
  }

  /**
   * Entry spans: how many, how many with status ERROR, how long they took.
   *
   * @param latencies of those whose times say a duration; null if none has one
   */
  public record Requests(ErrorRate errors, @Nullable Latencies latencies) {
    public Requests {
      requireOf(latencies, errors, "requests");
    }
  }

  /**
   * Calls from one service to another.
   *
   * @param errors as the callers saw them; of a consumed message, the consumer's
   * @param instrumented whether anything in the captures says that the callee makes spans
   * @param skew how far the callee's clock is off; null if nothing shows that it is
   * @param client the caller's time; null if no call has one
   * @param server the callee's time of the calls that were answered; null if no answer has one
   * @param gap time between the two; null if none is known
   */
  public record Edge(
      ErrorRate errors,
      long unanswered,
      boolean instrumented,
      @Nullable Skew skew,
      @Nullable Latencies client,
      @Nullable Latencies server,
      @Nullable Latencies gap) {
    public Edge {
      requireOf(client, errors, "client: calls");
      requireOf(server, errors, "server: calls");
      requireOf(gap, errors, "gap: calls");
      if (skew != null && skew.calls() > errors.of()) {
        throw new IllegalArgumentException(
            "skew is of at most the calls, was of %s of %s".formatted(skew.calls(), errors.of()));
      }
      if (unanswered < 0 || unanswered > errors.of()) {
        throw new IllegalArgumentException(
            "unanswered is at most the calls, was %s of %s".formatted(unanswered, errors.of()));
      }
    }
  }

  /**
   * Calls whose answer was not where the clocks put it, and was moved.
   *
   * @param median later if positive
   */
  public record Skew(long calls, Duration median) {
    public Skew {
      Schemas.require(median, "skew.median_ms");
      if (calls < 1) {
        throw new IllegalArgumentException("skew is of at least one call, was of " + calls);
      }
    }
  }

  private static void requireOf(@Nullable Latencies timed, ErrorRate all, String what) {
    if (timed != null && timed.samples() > all.of()) {
      throw new IllegalArgumentException(
          "%s timed are at most all, were %s of %s".formatted(what, timed.samples(), all.of()));
    }
  }
}
