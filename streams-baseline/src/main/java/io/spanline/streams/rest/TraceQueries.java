package io.spanline.streams.rest;

import io.spanline.api.HealthReport;
import io.spanline.api.KnownTrace;
import io.spanline.api.OpenTraceList;
import io.spanline.model.TraceId;
import io.spanline.rest.Problem;
import io.spanline.rest.ProblemException;
import io.spanline.rest.Query;
import io.spanline.settings.Catalogue;
import io.spanline.streams.inquiry.Tasks;
import io.spanline.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Answers questions about traces that assembly has open or remembers on this instance. */
final class TraceQueries {
  private static final int LIMIT = 50;
  private static final int HIGHEST_LIMIT = 1_000;
  // A task answers at its next tick; it does not while it is read back or moved.
  private static final Duration BOUND = Duration.ofSeconds(2);

  private final Tasks tasks;
  private final Instances instances;
  private final Duration horizon;

  TraceQueries(Tasks tasks, Instances instances, Duration horizon) {
    this.tasks = tasks;
    this.instances = instances;
    this.horizon = horizon;
  }

  OpenTraceList open(Query query) {
    int limit = query.number("limit", HIGHEST_LIMIT).orElse(LIMIT);
    return OpenTraceList.merged(answer(tasks.open(limit)), limit);
  }

  KnownTrace byId(String hex) {
    TraceId traceId = parse(hex);
    @Nullable KnownTrace here = here(traceId);
    if (here == null) {
      throw tasks.figures().containsKey(partition(traceId)) ? unknown(traceId) : notHere(traceId);
    }
    return here;
  }

  private @Nullable KnownTrace here(TraceId traceId) {
    // Asked in this order, so that a trace that is emitted in between is not missed by both.
    CompletableFuture<Optional<KnownTrace>> state =
        tasks
            .openTrace(traceId)
            .thenCompose(
                open ->
                    open.isPresent()
                        ? CompletableFuture.completedFuture(open)
                        : tasks.rememberedTrace(traceId));
    return answer(state).orElse(null);
  }

  /** Where the Collector and any Java producer put the records of a trace: by its id in hex. */
  private static int partition(TraceId traceId) {
    byte[] key = traceId.hex().getBytes(StandardCharsets.US_ASCII);
    return Utils.toPositive(Utils.murmur2(key)) % Topics.OTLP_SPANS.partitions();
  }

  private ProblemException notHere(TraceId traceId) {
    int partition = partition(traceId);
    for (HealthReport.Instance instance : instances.all()) {
      if (!instance.self() && instance.partitions().contains(partition)) {
        return Problem.of(
            404,
            "trace %s belongs to partition %d, which another instance reads; ask there: http://%s%s"
                .formatted(
                    traceId.hex(), partition, instance.address(), "/v1/traces/" + traceId.hex()));
      }
    }
    return Problem.of(
        503,
        "trace %s belongs to partition %d, which no instance reads yet; retry in a second"
            .formatted(traceId.hex(), partition));
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
