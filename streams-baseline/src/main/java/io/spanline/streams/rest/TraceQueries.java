package io.spanline.streams.rest;

import io.spanline.model.TraceId;
import io.spanline.rest.Problem;
import io.spanline.rest.ProblemException;
import io.spanline.rest.Query;
import io.spanline.settings.Catalogue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Answers questions about traces that assembly has open or remembers, on every instance. */
final class TraceQueries {
  private static final int LIMIT = 50;
  private static final int HIGHEST_LIMIT = 1_000;
  // A task answers at its next tick; it does not while it is read back or moved.
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final Tasks tasks;
  private final Peers peers;
  private final Duration horizon;

  TraceQueries(Tasks tasks, Peers peers, Duration horizon) {
    this.tasks = tasks;
    this.peers = peers;
    this.horizon = horizon;
  }

  OpenTraceList open(Query query) {
    int limit = query.number("limit", HIGHEST_LIMIT).orElse(LIMIT);
    if (query.isTrue("local")) {
      return OpenTraceList.of(answer(tasks.open(limit)), limit);
    }
    Peers.Asked<OpenTraceList> others =
        peers.ask("/v1/traces/open?local=true&limit=" + limit, OpenTraceList.class);
    OpenTraceList here = OpenTraceList.of(answer(tasks.open(limit)), limit);
    return here.with(others.gather(), limit);
  }

  TraceState byId(String hex, Query query) {
    TraceId traceId = parse(hex);
    boolean local = query.isTrue("local");
    @Nullable TraceState here = here(traceId);
    if (here != null) {
      return here;
    }
    if (local) {
      throw unknown(traceId);
    }
    Peers.Gathered<TraceState> others =
        peers.ask("/v1/traces/%s?local=true".formatted(traceId.hex()), TraceState.class).gather();
    if (others.answers().isEmpty() && !others.missing().isEmpty()) {
      throw Problem.of(
          503,
          "trace %s is not on this instance, and %s did not answer"
              .formatted(traceId.hex(), String.join(", ", others.missing())));
    }
    return others.answers().stream().findFirst().orElseThrow(() -> unknown(traceId));
  }

  private @Nullable TraceState here(TraceId traceId) {
    // Asked in this order, so that a trace that is emitted in between is not missed by both.
    CompletableFuture<Optional<TraceState>> state =
        tasks
            .openTrace(traceId)
            .thenCompose(
                open ->
                    open.isPresent()
                        ? CompletableFuture.completedFuture(open.map(TraceState::of))
                        : tasks
                            .closedTrace(traceId)
                            .thenApply(closed -> closed.map(TraceState::of)));
    return answer(state).orElse(null);
  }

  private ProblemException unknown(TraceId traceId) {
    return Problem.of(
        404,
        "trace %s is neither open nor remembered; an emitted trace is remembered for %s, %s;"
                .formatted(traceId.hex(), horizon, Catalogue.TRACE_HORIZON.name())
            + " look for it in the topic traces: ./spanline traces show "
            + traceId.hex());
  }

  private static TraceId parse(String hex) {
    try {
      return TraceId.parse(hex);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          400, "a trace id is 32 hex digits that are not all 0, was '%s'".formatted(hex));
    }
  }

  private static <T> T answer(CompletableFuture<T> question) {
    try {
      return question.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new NotReadyException(
          "the tasks do not answer, as while they are moved or restored", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReadyException("the process is stopping", e);
    }
  }
}
