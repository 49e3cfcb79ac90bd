package io.spanline.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.ParsedSpan;
import io.spanline.model.Span;
import io.spanline.otlp.Decoded.Malformed;
import io.spanline.otlp.Decoded.Reason;
import io.spanline.otlp.Decoded.Rejected;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record of {@code otlp_spans}: OTLP TracesData as protobuf or as JSON, found out from the
 * record's first byte. Never throws for bad input.
 */
public final class OtlpReader {
  /** Most bytes that the spans of a record, each with its resource, may take together. */
  public static final int MOST_BYTES_APART = 16 << 20;

  // Drops what no field of ours holds: JSON could not keep it, nor could anybody say what it is.
  private static final Parser<TracesData> PARSER =
      DiscardUnknownFieldsParser.wrap(TracesData.parser());

  private OtlpReader() {}

  public static Decoded read(byte @Nullable [] value) {
    if (value == null || value.length == 0) {
      return new Malformed(Reason.EMPTY, "record has no value");
    }
    Repairs repairs = new Repairs();
    Decoded decoded;
    try {
      decoded =
          spansOf(
              looksLikeJson(value) ? OtlpJson.read(value, repairs) : message(value, repairs),
              repairs);
    } catch (OtlpJson.NotOtlpException e) {
      return new Malformed(Reason.NOT_OTLP, String.valueOf(e.getMessage()));
    } catch (InvalidProtocolBufferException e) {
      return new Malformed(
          Reason.NOT_OTLP, "neither a JSON object nor protobuf: " + e.getMessage());
    }
    return decoded instanceof Decoded.Spans read && multiplies(read.spans(), value.length)
        ? new Malformed(
            Reason.TOO_MUCH,
            "its %d spans, each with its resource, take more than %d bytes"
                .formatted(read.spans().size(), Math.max(MOST_BYTES_APART, value.length)))
        : decoded;
  }

  /** TracesData from its protobuf bytes; U+FFFD stands for what is not UTF-8 in its text. */
  public static TracesData message(byte[] protobuf) throws InvalidProtocolBufferException {
    return message(protobuf, new Repairs());
  }

  private static TracesData message(byte[] protobuf, Repairs repairs)
      throws InvalidProtocolBufferException {
    try {
      return PARSER.parseFrom(protobuf);
    } catch (InvalidProtocolBufferException e) {
      byte[] repaired = WireRepair.of(protobuf, repairs);
      if (repairs.isEmpty()) {
        throw e;
      }
      return PARSER.parseFrom(repaired);
    }
  }

  /**
   * Whether the spans, of which each is kept with its resource, are far more than the record that
   * brought them: a large resource may be shared by thousands of small spans.
   */
  static boolean multiplies(List<Span> spans, int recordBytes) {
    long most = Math.max(MOST_BYTES_APART, recordBytes);
    // JSON is larger than the message it stands for, and a part smaller than the whole.
    if ((long) spans.size() * recordBytes <= most) {
      return false;
    }
    long bytes = 0;
    for (Span span : spans) {
      bytes += span.bytesApart();
    }
    return bytes > most;
  }

  /** Whether a value is to be read as JSON. */
  public static boolean looksLikeJson(byte[] value) {
    for (byte b : value) {
      // White space may stand before JSON, but 0x0A is also protobuf's tag of resource_spans.
      if (b == '{') {
        return true;
      }
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return false;
  }

  /** The spans of data that was read already. */
  public static Decoded spansOf(TracesData data) {
    return spansOf(data, new Repairs());
  }

  private static Decoded spansOf(TracesData data, Repairs repairs) {
    List<Span> spans = new ArrayList<>();
    List<Rejected> rejected = new ArrayList<>();
    for (ResourceSpans group : data.getResourceSpansList()) {
      ResourceSpans origin = group.toBuilder().clearScopeSpans().build();
      for (ScopeSpans scoped : group.getScopeSpansList()) {
        ScopeSpans scope = scoped.toBuilder().clearSpans().build();
        for (var otlp : scoped.getSpansList()) {
          Span span = new ParsedSpan(origin, scope, otlp);
          Reason reason = unusable(otlp);
          if (reason == null) {
            spans.add(span);
          } else {
            rejected.add(new Rejected(reason, span));
          }
        }
      }
    }
    return spans.isEmpty() && rejected.isEmpty()
        ? new Malformed(Reason.NO_SPANS, "record holds no span")
        : new Decoded.Spans(spans, rejected, repairs.spans());
  }

  private static @Nullable Reason unusable(io.opentelemetry.proto.trace.v1.Span otlp) {
    if (!isId(otlp.getTraceId(), 16)) {
      return Reason.BAD_TRACE_ID;
    }
    // A parent's id of another length would make the span a root, and be lost without a word.
    ByteString parent = otlp.getParentSpanId();
    return isId(otlp.getSpanId(), 8) && (parent.isEmpty() || parent.size() == 8)
        ? null
        : Reason.BAD_SPAN_ID;
  }

  private static boolean isId(ByteString id, int length) {
    if (id.size() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (id.byteAt(i) != 0) {
        return true;
      }
    }
    return false;
  }
}
