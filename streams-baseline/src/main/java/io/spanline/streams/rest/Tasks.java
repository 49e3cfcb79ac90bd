package io.spanline.streams.rest;

import io.spanline.api.KnownTrace;
import io.spanline.api.OpenTraceList;
import io.spanline.api.PartitionFigures;
import io.spanline.model.TraceId;
import io.spanline.streams.inquiry.TaskInquiries;
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

  /** The trace, if a task waits for more of it. */
  CompletableFuture<Optional<KnownTrace>> openTrace(TraceId traceId);

  /** The trace, if it was emitted and a task remembers it. */
  CompletableFuture<Optional<KnownTrace>> rememberedTrace(TraceId traceId);

  /** The tasks that these inquiries reach. */
  static Tasks of(TaskInquiries inquiries) {
    return new Tasks() {
      @Override
      public Map<Integer, PartitionFigures> figures() {
        return inquiries.figures();
      }

      @Override
      public CompletableFuture<List<OpenTraceList>> open(int most) {
        return inquiries.open(most);
      }

      @Override
      public CompletableFuture<Optional<KnownTrace>> openTrace(TraceId traceId) {
        return inquiries.openTrace(traceId);
      }

      @Override
      public CompletableFuture<Optional<KnownTrace>> rememberedTrace(TraceId traceId) {
        return inquiries.rememberedTrace(traceId);
      }
    };
  }
}
