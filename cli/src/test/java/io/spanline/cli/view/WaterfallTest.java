package io.spanline.cli.view;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaterfallTest {
  @Test
  void indentsEachSpanUnderItsParentWithItsTime() {
    List<String> lines = Waterfall.lines(Traces.aCallsBCallsC());

    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).contains("complete").contains("50.00 ms");
    assertThat(lines.get(2)).startsWith("service-a ").contains("50.00 ms");
    assertThat(lines.get(4)).startsWith("    service-b ").contains("36.00 ms").contains("server");
    assertThat(lines.get(6)).startsWith("        service-c ").contains("25.00 ms");
  }

  @Test
  void drawsTheBarWhereTheSpanRan() {
    String child = Waterfall.lines(Traces.aCallsBCallsC()).get(6);

    String bar = child.substring(child.indexOf('|') + 1, child.lastIndexOf('|'));
    assertThat(bar).hasSize(44).startsWith(" ".repeat(10)).contains("=".repeat(22)).endsWith(" ");
  }

  @Test
  void drawsOrphansAndFailedSpansToo() {
    Trace trace =
        Traces.complete(
            List.of(
                Spans.entry("a").withId("a").span(),
                Spans.exit("b").under("lost").took(ms(3)).failed().span()));

    assertThat(Waterfall.lines(trace)).anyMatch(line -> line.startsWith("@|red b ")).hasSize(4);
  }
}
