package io.spanline.captures.line;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.spanline.captures.SmallHeap;
import io.spanline.captures.verification.CaptureVerification;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Traces;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with the heap of {@code ./spanline capture verify}, and lines nearly too long. */
class LargeLinesTest {
  private static final int LINES = 2;
  private static final int ATTRIBUTES = 280_000;

  @TempDir private Path folder;

  @Test
  void readsOneAfterTheOther() throws Exception {
    Path capture = folder.resolve("capture_001.json");
    try (OutputStream out = Files.newOutputStream(capture)) {
      for (int i = 0; i < LINES; i++) {
        out.write(CaptureLine.write(Traces.complete(List.of(large(i)))));
        out.write('\n');
      }
    }

    SmallHeap.run("256m", LargeLinesTest.class, folder.resolve("log"), capture.toString());
  }

  /** Verifies a capture. */
  public static void main(String[] arguments) throws IOException {
    CaptureVerification.verify(Path.of(arguments[0]));
  }

  private static Span large(int start) {
    Span span = Spans.entry("a").inTrace("t" + start).startingAfter(Spans.ms(start)).span();
    KeyValue attribute =
        KeyValue.newBuilder()
            .setKey("server.port")
            .setValue(AnyValue.newBuilder().setIntValue(7))
            .build();
    var grown = span.otlp().toBuilder();
    for (int i = 0; i < ATTRIBUTES; i++) {
      grown.addAttributes(attribute);
    }
    return new ParsedSpan(span.origin(), span.scope(), grown.build());
  }
}
