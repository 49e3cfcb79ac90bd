package io.spanline.captures.baseline;

import io.spanline.model.Span;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds up the requests of one operation. */
final class RequestSums {
  private final Durations starts = new Durations();
  private final Durations durations = new Durations();
  private final Outcomes outcomes = new Outcomes();

  /** The latencies of several operations. */
  static Durations latencies(Iterable<RequestSums> parts) {
    RequestSums all = new RequestSums();
    for (RequestSums part : parts) {
      long[] starts = part.starts.arrivals();
      long[] durations = part.durations.arrivals();
      for (int i = 0; i < starts.length; i++) {
        all.starts.add(starts[i]);
        all.durations.add(durations[i]);
      }
    }
    return Durations.of(all.arrivals());
  }

  /** Adds a request; one whose times say no duration is only counted. */
  void add(Span request) {
    outcomes.add(request.isError());
    if (request.isTimed()) {
      starts.add(request.startNanos());
      durations.add(request.durationNanos());
    }
  }

  long requests() {
    return outcomes.count();
  }

  long errors() {
    return outcomes.errors();
  }

  /** The durations in ascending order. */
  long[] sorted() {
    return durations.sorted();
  }

  /** The durations in the order in which the requests began. */
  long[] arrivals() {
    long[] nanos = durations.arrivals();
    long[] began = starts.arrivals();
    if (Arrays.equals(began, starts.sorted())) {
      return nanos;
    }
    return IntStream.range(0, nanos.length)
        .boxed()
        .sorted(Comparator.comparingLong(index -> began[index]))
        .mapToLong(index -> nanos[index])
        .toArray();
  }

  Observations.Requests observations() {
    return new Observations.Requests(outcomes, Durations.of(arrivals()));
  }

  /** Null if there are no durations. */
  static @Nullable Latencies latencies(long[] sorted) {
    return sorted.length == 0 ? null : Latencies.of(sorted);
  }
}
