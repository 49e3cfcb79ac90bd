package io.spanline.streams.inquiry;

import io.spanline.api.KnownTrace;
import io.spanline.api.OpenTraceList;
import io.spanline.api.PartitionFigures;
import io.spanline.model.TraceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What the assembly tasks of this process hold; each answers at its next tick. */
public interface Tasks {

  /** The figures of each task as of its last tick, by partition. */
  Map<Integer, PartitionFigures> figures();

  /** The oldest open traces of every task, up to a number from each. */
  CompletableFuture<List<OpenTraceList>> open(int most);

  /** The trace if a task waits for more of it; if it is also remembered, this one goes first. */
  CompletableFuture<Optional<KnownTrace>> openTrace(TraceId traceId);

  /** The trace, if it was emitted and a task remembers it. */
  CompletableFuture<Optional<KnownTrace>> rememberedTrace(TraceId traceId);
}
