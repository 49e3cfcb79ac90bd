package io.spanline.harness.traffic;

import io.spanline.model.Span;
import java.time.Duration;
import java.util.List;

/**
 * The traces that end within one window of the statistics.
 *
 * @param spans each once
 * @param sendings in the order of their time; some spans are sent twice
 */
public record Chapter(List<Span> spans, List<Sending> sendings) {
  public Chapter {
    spans = List.copyOf(spans);
    sendings = List.copyOf(sendings);
  }

  /**
   * A span on its way.
   *
   * @param at since the chapter's start
   */
  public record Sending(Duration at, Span span) {}
}
