package io.spanline.experiments.experiment.run;

import io.spanline.experiments.experiment.plan.RoundOrder;
import io.spanline.experiments.replay.ReplayCase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what an experiment says of its looks, rounds and recoveries. */
final class HeardSteps implements ExperimentListener {
  private final List<String> words = new ArrayList<>();

  List<String> words() {
    return words;
  }

  @Override
  public void looked(String shown) {
    words.add(shown);
  }

  @Override
  public void roundEnded(RoundOrder round, RoundSummary figures) {
    words.add("round " + round.number());
  }

  @Override
  public void roundPassed(RoundOrder round, Duration time) {
    words.add("round " + round.number());
  }

  @Override
  public void arriving(Duration age) {}

  @Override
  public void recovered(@Nullable Duration after) {
    words.add(after == null ? "not recovered" : "recovered");
  }

  @Override
  public void began(Path folder) {}

  @Override
  public void waitingForTraces() {}

  @Override
  public void checking(ReplayCase request) {}

  @Override
  public void checked(String shown) {}

  @Override
  public void warmedUp(int requests) {}

  @Override
  public void at(Counts counts) {}
}
