package io.spanline.experiments.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.captures.BaselineName;
import io.spanline.captures.verification.CapturesOnDisk;
import io.spanline.experiments.replay.ReplayCase;
import io.spanline.experiments.replay.Route;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two captured requests the first one goes from service-a by service-b to service-c. */
class CasesOnEdgesTest {
  private static final Duration START = Duration.ofSeconds(60);

  @TempDir private Path data;

  @Test
  void onlyCasesThatTheFaultCanActOnAreKept() throws IOException {
    assertThat(lines(List.of("service-b->service-c"))).containsExactly(1);
    assertThat(lines(List.of("service-x->service-y", "service-a->service-b"))).containsExactly(1);
  }

  @Test
  void allAreKeptIfNoneHasSuchACall() throws IOException {
    assertThat(lines(List.of("service-c->service-a"))).containsExactly(1, 2);
    assertThat(lines(List.of())).containsExactly(1, 2);
  }

  private List<Integer> lines(List<String> edges) throws IOException {
    Trace far = Traces.complete(Traces.spansOfACallsBCallsC("far", START));
    Span alone = Spans.entry("service-a").inTrace("near").startingAfter(START.plusMillis(1)).span();
    Trace near = Traces.complete(List.of(alone));
    Path capture = new CapturesOnDisk(data).write(1, BaselineName.NORMAL, List.of(far, near));
    return CasesOnEdges.of(List.of(request(1, far), request(2, near)), capture, edges).stream()
        .map(ReplayCase::line)
        .toList();
  }

  private static ReplayCase request(int line, Trace trace) {
    Route route = new Route("service-a", "GET /x", "GET", URI.create("http://127.0.0.1:1"), null);
    return new ReplayCase(line, trace.traceId(), line, route, "/x", Map.of(), 200);
  }
}
