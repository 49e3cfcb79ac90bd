package io.spanline.experiments.experiment.run;

import io.spanline.captures.line.CaptureReader;
import io.spanline.experiments.compare.EdgeName;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.model.Call;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which cases had a call on some edges when they were captured. */
final class CasesOnEdges {
  private CasesOnEdges() {}

  /**
   * Those that had; all of them if none had.
   *
   * @param capture that they are from; null if they are of none
   * @param keys of the edges, as {@code a->b}
   */
  static List<ReplayCase> of(List<ReplayCase> cases, @Nullable Path capture, List<String> keys)
      throws IOException {
    Set<EdgeName> edges = keys.stream().map(EdgeName::of).collect(Collectors.toSet());
    Set<TraceId> asked = cases.stream().map(ReplayCase::original).collect(Collectors.toSet());
    Set<TraceId> calling = new HashSet<>();
    if (capture != null && !edges.isEmpty()) {
      CaptureReader.Read unused =
          CaptureReader.read(
              capture,
              trace -> {
                if (asked.contains(trace.traceId()) && hasCallOn(edges, trace)) {
                  calling.add(trace.traceId());
                }
              });
    }
    return calling.isEmpty()
        ? cases
        : cases.stream().filter(each -> calling.contains(each.original())).toList();
  }

  private static boolean hasCallOn(Set<EdgeName> edges, Trace trace) {
    for (Call call : trace.calls()) {
      if (edges.contains(new EdgeName(call.caller(), call.callee()))) {
        return true;
      }
    }
    return false;
  }
}
