package io.spanline.cli.view;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.terminal.Line;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaterfallTest {
  @Test
  void indentsEachSpanUnderItsParentWithItsTime() {
    List<String> lines = lines(Traces.aCallsBCallsC());

    assertThat(lines).hasSize(7);
    assertThat(lines.get(0)).contains("complete").contains("50.00 ms");
    assertThat(lines.get(2)).startsWith("service-a ").contains("50.00 ms");
    assertThat(lines.get(4)).startsWith("    service-b ").contains("36.00 ms").contains("server");
    assertThat(lines.get(6)).startsWith("        service-c ").contains("25.00 ms");
  }

  @Test
  void drawsTheBarWhereTheSpanRan() {
    String child = lines(Traces.aCallsBCallsC()).get(6);

    String bar = child.substring(child.indexOf('|') + 1, child.lastIndexOf('|'));
    assertThat(bar).hasSize(44).startsWith(" ".repeat(10)).contains("=".repeat(22)).endsWith(" ");
  }

  @Test
  void drawsWhatMovedWhereItWasPut() {
    Span call = Spans.exit("a").withId("call").took(ms(40)).span();
    Span answer =
        Spans.entry("b").underRemote("call").startingAfter(ms(-300_000)).took(ms(20)).span();

    String moved = lines(Traces.complete(List.of(call, answer))).get(3);

    String bar = moved.substring(moved.indexOf('|') + 1, moved.lastIndexOf('|'));
    assertThat(bar).isEqualTo(" ".repeat(11) + "=".repeat(22) + " ".repeat(11));
  }

  @Test
  void drawsSpansThatShareAnIdOnce() {
    List<Span> spans = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      spans.add(Spans.exit("s" + i).under("id" + (i - 1)).withId("id" + i).span());
      spans.add(Spans.entry("s" + (i + 1)).under("id" + (i - 1)).withId("id" + i).span());
    }

    assertThat(Waterfall.lines(Traces.complete(spans))).hasSize(2 + 60);
  }

  @Test
  void drawsOrphansAndFailedSpansToo() {
    Trace trace =
        Traces.complete(
            List.of(
                Spans.entry("a").withId("a").span(),
                Spans.exit("b").under("lost").took(ms(3)).failed().span()));

    assertThat(Waterfall.lines(trace))
        .anyMatch(line -> line.coloured().startsWith("\u001b[31mb "))
        .hasSize(4);
  }

  @Test
  void barsBeginInOneColumnWhateverTheNamesHold() {
    Span plain = Spans.entry("a").withId("a").took(ms(9)).span();
    Span hostile =
        Spans.exit("\u001b[2J\u202e").under("a").named("GET\r\nfake line").took(ms(3)).span();

    List<String> lines = lines(Traces.complete(List.of(plain, hostile)));

    assertThat(lines.get(3)).startsWith("  _[2J_ GET__fake line");
    assertThat(lines.get(3).indexOf('|')).isEqualTo(lines.get(2).indexOf('|'));
  }

  private static List<String> lines(Trace trace) {
    return Waterfall.lines(trace).stream().map(Line::toString).toList();
  }
}
