package io.spanline.topic;

import com.google.protobuf.InvalidProtocolBufferException;
import io.spanline.model.Outcome;
import io.spanline.model.Span;
import io.spanline.model.Trace;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.settings.Catalogue.Encoding;
import io.spanline.topic.NotATraceException.Reason;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A trace as a record of {@code traces}, written in one encoding and read in either: {@link
 * TraceJson}, or the trace's plain OTLP TracesData, which any OTLP tool reads, with revision and
 * outcome in the headers.
 */
public final class TraceSerde implements Serde<Trace> {
  private final Encoding encoding;

  public TraceSerde(Encoding encoding) {
    this.encoding = encoding;
  }

  /** Sets the headers of the record and returns its value. */
  public byte[] write(Trace trace, Headers headers) {
    TraceHeaders.write(trace, encoding, headers);
    return switch (encoding) {
      case JSON -> TraceJson.write(trace);
      case OTLP_PROTO -> trace.otlpBytes();
    };
  }

  /** The bytes of the record's value; takes the time to write it, but no memory. */
  public long size(Trace trace) {
    return switch (encoding) {
      case JSON -> TraceJson.size(trace);
      case OTLP_PROTO -> trace.otlpSize();
    };
  }

  /**
   * Reads a record of either encoding.
   *
   * @throws IllegalArgumentException naming what is wrong with it
   */
  public static Trace read(byte[] value, Headers headers) {
    return OtlpReader.looksLikeJson(value) ? TraceJson.read(value) : readProtobuf(value, headers);
  }

  private static Trace readProtobuf(byte[] value, Headers headers) {
    Decoded decoded;
    try {
      decoded = OtlpReader.spansOf(OtlpReader.message(value));
    } catch (InvalidProtocolBufferException e) {
      throw new NotATraceException(
          Reason.NOT_PROTOBUF, "neither JSON nor protobuf: " + e.getMessage());
    }
    List<Span> spans = spansOfOneTrace(decoded);
    int revision = TraceHeaders.revision(headers);
    Outcome outcome = TraceHeaders.outcome(headers);
    return NotATraceException.read(
        "revision", () -> new Trace(spans.get(0).traceId(), revision, outcome, spans));
  }

  /**
   * The spans of data that stands for one trace.
   *
   * @throws IllegalArgumentException if it does not
   */
  static List<Span> spansOfOneTrace(Decoded decoded) {
    if (!(decoded instanceof Decoded.Spans read) || !read.rejected().isEmpty()) {
      throw new NotATraceException(
          Reason.UNUSABLE_SPANS, "not a trace: its resourceSpans hold unusable spans");
    }
    if (read.spans().stream().map(Span::traceId).distinct().count() > 1) {
      throw new NotATraceException(
          Reason.SEVERAL_TRACES, "not one trace: its spans differ in trace id");
    }
    return read.spans();
  }

  @Override
  public Serializer<Trace> serializer() {
    return new Serializer<>() {
      @Override
      public byte @Nullable [] serialize(String topic, @Nullable Trace trace) {
        if (encoding != Encoding.JSON) {
          throw new UnsupportedOperationException(
              "a trace as protobuf needs headers for its revision and outcome");
        }
        return serialize(topic, new RecordHeaders(), trace);
      }

      @Override
      public byte @Nullable [] serialize(String topic, Headers headers, @Nullable Trace trace) {
        return trace == null ? null : write(trace, headers);
      }
    };
  }

  @Override
  public Deserializer<Trace> deserializer() {
    return new Deserializer<>() {
      @Override
      public @Nullable Trace deserialize(String topic, byte @Nullable [] value) {
        return deserialize(topic, new RecordHeaders(), value);
      }

      @Override
      public @Nullable Trace deserialize(String topic, Headers headers, byte @Nullable [] value) {
        return value == null ? null : read(value, headers);
      }
    };
  }
}
