package io.spanline.cli.view;

import static io.spanline.model.Spans.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.model.Spans;
import io.spanline.model.Traces;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void aTraceIsItsStartIdOutcomeTimeAndRoot() {
    String line = Lines.of(Traces.aCallsBCallsC()).toString();

    assertThat(line)
        .startsWith("00:00:00Z  " + Spans.traceId("t1").hex().substring(0, 8) + "  complete")
        .contains("50.00 ms", "5 spans", "service-a-operation", "[service-a service-b service-c]")
        .doesNotContain("revision");
  }

  @Test
  void aTraceWithoutRootSaysSo() {
    String line = Lines.of(Spans.exit("b").under("lost").took(ms(3)).trace()).toString();

    assertThat(line).contains("(no root)");
  }

  @Test
  void aSpanThatFailedIsRedOnATerminal() {
    assertThat(Lines.of(Spans.entry("service-a").failed().span()).coloured())
        .startsWith("\u001b[31m")
        .contains("server", "service-a service-a-operation error");
  }
}
