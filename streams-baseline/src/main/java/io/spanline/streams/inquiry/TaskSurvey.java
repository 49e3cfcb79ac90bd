package io.spanline.streams.inquiry;

import io.spanline.api.KnownTrace;
import io.spanline.api.OpenTraceList;
import io.spanline.api.PartitionFigures;
import io.spanline.model.TraceId;
import java.util.Optional;

/** What a task can be asked for. Only for the task's own thread; the answers are immutable. */
public interface TaskSurvey {

  /** What it holds and has done, as of now. */
  PartitionFigures figures();

  /** Its open traces, the oldest up to that many. */
  OpenTraceList open(int most);

  /** The trace, if it waits for more of it. */
  Optional<KnownTrace> openTrace(TraceId traceId);

  /** The trace, if it was emitted and is remembered. */
  Optional<KnownTrace> rememberedTrace(TraceId traceId);
}
