package io.spanline.experiments.experiment.run;

import io.spanline.captures.BaselineName;
import io.spanline.captures.baseline.Baseline;
import io.spanline.captures.baseline.BaselineYaml;
import io.spanline.captures.verification.CapturesOnDisk;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stored baseline of service-a, from requests one after the other. */
public final class MadeUpBaseline {
  private final List<Trace> traces = new ArrayList<>();

  /** Adds requests of an operation that each took as long, the first so many of which failed. */
  public MadeUpBaseline with(String operation, int count, int failed, Duration took) {
    for (int i = 0; i < count; i++) {
      Spans span =
          Spans.entry("service-a")
              .named(operation)
              .inTrace("t" + traces.size())
              .startingAfter(Duration.ofSeconds(60).plusMillis(10L * traces.size()))
              .took(took.plusNanos(i));
      traces.add((i < failed ? span.failed() : span).trace());
    }
    return this;
  }

  /** Writes it, and reads it as whoever uses it does. */
  public Baseline in(Path data) throws IOException {
    CapturesOnDisk captures = new CapturesOnDisk(data);
    Path unused = captures.write(1, BaselineName.NORMAL, traces);
    return BaselineYaml.read(captures.baseline(BaselineName.NORMAL));
  }
}
