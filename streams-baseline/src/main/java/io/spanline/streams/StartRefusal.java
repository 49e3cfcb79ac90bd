package io.spanline.streams;

import io.spanline.settings.Catalogue;
import io.spanline.settings.Settings;
import io.spanline.streams.store.UnusableStateException;
import io.spanline.topic.Topics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program cannot run here as it is set up: what is wrong and what to do, one line each. */
final class StartRefusal extends RuntimeException {
  private final transient List<String> problems;

  StartRefusal(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The program cannot go on from what another version left: says how to begin anew. */
  static void throwIfUnusable(@Nullable UnusableStateException state, Settings settings) {
    if (state != null) {
      throw new StartRefusal(
          List.of(
              "%s, or begin anew: stop all instances, delete %s, run"
                      .formatted(
                          state.getMessage(), settings.value(Catalogue.STATE_DIR).toAbsolutePath())
                  + " kafka-streams-application-reset.sh --application-id %s --input-topics %s"
                      .formatted(StreamsProperties.APPLICATION_ID, Topics.OTLP_SPANS.name())
                  + " (in a clone: ./spanline down; rm -rf .spanline/state .spanline/kafka)"));
    }
  }

  List<String> problems() {
    return problems;
  }
}
