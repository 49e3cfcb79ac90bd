package io.spanline.endtoend.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.spanline.harness.traffic.SpanBuilder;
import io.spanline.model.Printable;
import io.spanline.model.Span;
import io.spanline.model.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Texts that act on a terminal, hide, or forge a line wherever they are printed as they are. */
final class HostileNames {
  /** Colour, title, erasure, line ends of five kinds, bidi, zero width, DEL, marks, an escape. */
  static final String NAME =
      "esc\u001b[31mred\u001b]0;owned\u0007\u009b2J\r\nFORGED\u0085FORGED\u2028FORGED\u000bFORGED"
          + "\u202eabc\u2066\u200e\u200b\ufeff\u061c\u007f@|red x|@\\u001b";

  /** What is left of {@link #NAME} in every form of it that is shown. */
  static final String SHOWN = "[31mred";

  static final String TRACE = "hostile";

  private static final String FORGED = "FORGED";
  private static final Duration TOOK = Duration.ofMillis(20);

  private HostileNames() {}

  /** A request that failed and its calls, with the name wherever a span can have a text. */
  static List<Span> spans(Instant from) {
    return List.of(
        span(SpanKind.SERVER, from).withId("root").failed().span(),
        span(SpanKind.CLIENT, from).withId("call").under("root").with("peer.service", NAME).span(),
        span(SpanKind.CLIENT, from)
            .withId("query")
            .under("root")
            .with("db.system.name", NAME)
            .with("db.namespace", NAME)
            .span(),
        span(SpanKind.PRODUCER, from)
            .withId("message")
            .under("root")
            .with("messaging.system", NAME)
            .with("messaging.destination.name", NAME)
            .span());
  }

  private static SpanBuilder span(SpanKind kind, Instant from) {
    return SpanBuilder.of(NAME, kind)
        .inTrace(TRACE)
        .named("GET " + NAME)
        .from(from, TOOK)
        .withTraceState("a=b")
        .withResource("service.namespace", NAME)
        .withResource("deployment.environment.name", NAME)
        .with("url.path", "/" + NAME)
        .with("http.route", "/" + NAME)
        .with("http.request.method", NAME)
        .with("error.type", NAME);
  }

  /** Nothing printed acts on a terminal, and no line is one that a name made. */
  static void assertHarmless(String command, String printed) {
    assertThat(printed.lines()).as(command).noneMatch(line -> line.startsWith(FORGED));
    for (int at = 0; at < printed.length(); at++) {
      int character = printed.codePointAt(at);
      assertThat(Printable.is(character) || character == '\n')
          .as("U+%04X in what '%s' prints: %s", character, command, printed)
          .isTrue();
    }
  }
}
