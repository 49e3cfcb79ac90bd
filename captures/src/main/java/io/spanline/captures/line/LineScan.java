package io.spanline.captures.line;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.topic.TraceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace's text without building what it holds, many times as fast as {@link TraceJson}, but
 * only where the text is what {@code TraceJson} writes: fields in their order without blanks,
 * defaults left out, nothing escaped that need not be, characters well formed, and the summary the
 * one that the spans give, byte for byte. The order of spans and groups alone is not looked at: it
 * changes nothing of what a text says.
 */
public final class LineScan {
  private static final byte[] SPANS = ",\"resourceSpans\":".getBytes(StandardCharsets.US_ASCII);

  private final ThreadLocal<Memory> memory;

  /** What a thread remembers of the texts before. */
  record Memory(
      Texts texts,
      KnownParts<ResourceSpans> resources,
      KnownParts<ScopeSpans> scopes,
      KnownAttributes attributes) {
    Memory(Admission admission) {
      this(new Texts(admission), new KnownParts<>(), new KnownParts<>(), new KnownAttributes());
    }
  }

  /** A scan that several threads may use if the admission is for several. */
  public LineScan(Admission admission) {
    this.memory = ThreadLocal.withInitial(() -> new Memory(admission));
  }

  /** A record's value: a whole JSON object. Null where {@code TraceJson} has to read it. */
  public @Nullable Scanned scan(byte[] json) {
    return json.length > 0 && json[json.length - 1] == '}' ? scan(json, json.length - 1) : null;
  }

  /**
   * As {@link #scan(byte[])}.
   *
   * @param end of the fields that {@code TraceJson} writes; what comes after them, a brace or a
   *     checksum, is not looked at
   */
  @Nullable Scanned scan(byte[] json, int end) {
    try {
      return read(json, end).scanned;
    } catch (IOException
        | CanonicalJson.Departure
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      // Whatever is wrong, or only unusual, TraceJson will say.
      return null;
    }
  }

  /**
   * The values of a trace's records in the order of their topic, joined as {@link Trace#join} does.
   * Null where one of them has a text that is not admitted, or {@code TraceJson} has to read it.
   */
  public @Nullable Joined join(List<byte[]> records) {
    JoinedText text = new JoinedText();
    List<Trace> outlines = new ArrayList<>(records.size());
    try {
      for (byte[] json : records) {
        int end = json.length - 1;
        CanonicalJson.require(json[end] == '}');
        Read read = read(json, end);
        CanonicalJson.require(read.scanned.admitted());
        CanonicalJson fields = new CanonicalJson(json, end);
        fields.seek(SPANS);
        text.add(read.spans, SpanText.in(fields));
        outlines.add(read.scanned.outline());
      }
      Trace joined = Trace.join(outlines);
      int first = outlines.stream().mapToInt(Trace::revision).min().orElseThrow();
      return new Joined(joined, first, text.of(joined));
    } catch (IOException
        | CanonicalJson.Departure
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      return null;
    }
  }

  /**
   * What was read of a text.
   *
   * @param spans of the outline, in the order of the text
   */
  private record Read(Scanned scanned, List<Span> spans) {}

  private Read read(byte[] json, int end) throws IOException {
    CanonicalJson.require(PlainBytes.in(json, end));
    Memory known = memory.get();
    CanonicalJson fields = new CanonicalJson(json, end);
    SummaryClaims claims = SummaryClaims.read(fields, known.texts);
    fields.seek(SPANS);
    int summaryEnd = fields.position();
    OutlineReader reader = new OutlineReader(fields, known);
    List<Span> spans = reader.spans();
    CanonicalJson.require(fields.position() == end && isOneTrace(spans));
    Trace outline = new Trace(spans.get(0).traceId(), claims.revision(), claims.outcome(), spans);
    CanonicalJson summary = new CanonicalJson(json, summaryEnd);
    new SummaryCheck(summary, known.texts).against(outline);
    CanonicalJson.require(summary.position() == summaryEnd);
    return new Read(new Scanned(outline, reader.admitted()), spans);
  }

  private static boolean isOneTrace(List<Span> spans) {
    if (spans.isEmpty()) {
      return false;
    }
    ByteString id = spans.get(0).otlp().getTraceId();
    for (Span span : spans) {
      if (!span.otlp().getTraceId().equals(id)) {
        return false;
      }
    }
    return true;
  }
}
