package io.spanline.topic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.trace.v1.TracesData;
import io.spanline.model.SlicedSpan;
import io.spanline.model.Span;
import io.spanline.model.Spans;
import io.spanline.model.Trace;
import io.spanline.model.Traces;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.OtlpReader;
import io.spanline.otlp.RandomOtlp;
import io.spanline.otlp.SpanReader;
import io.spanline.settings.Catalogue.Encoding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlicedTraceTest {
  private final SpanReader reader = new SpanReader();

  @ParameterizedTest
  @EnumSource
  void isWrittenAsItsMessagesWouldBe(Encoding encoding) {
    RandomOtlp source = new RandomOtlp(20261129);
    for (int n = 0; n < 1_000; n++) {
      TracesData.Builder data = TracesData.newBuilder();
      for (Span span : spans(OtlpReader.read(source.next().toByteArray()))) {
        data.mergeFrom(span.fragment());
      }
      assertWrittenAlike(data.build().toByteArray(), encoding);
    }
  }

  @ParameterizedTest
  @EnumSource
  void spansOfOneResourceStandTogether(Encoding encoding) {
    TracesData.Builder data = TracesData.newBuilder();
    Traces.aCallsBCallsC().spans().forEach(span -> data.mergeFrom(span.fragment()));

    assertWrittenAlike(data.build().toByteArray(), encoding);
  }

  @Test
  void isWrittenAlikeIfTheFieldsComeInAnotherOrder() throws IOException {
    RandomOtlp source = new RandomOtlp(3);
    for (int n = 0; n < 300; n++) {
      for (Span span : spans(reader.read(source.next().toByteArray()))) {
        SlicedSpan slice = (SlicedSpan) span;
        byte[] bytes = new byte[slice.length()];
        slice.putBytes(bytes, 0);
        byte[] turned = turned(bytes);
        byte[] record = part(0x0a, part(0x12, part(0x12, turned)));

        assertWrittenAlike(record, Encoding.JSON);
      }
    }
  }

  @Test
  void escapesTextAsJacksonDoes() {
    StringBuilder all = new StringBuilder();
    for (char character = 0; character < 0x300; character++) {
      all.append(character);
    }
    Spans entry = Spans.entry("service-a").named(all.toString()).with(all.toString(), "\u20ac");

    assertWrittenAlike(entry.span().fragment().toByteArray(), Encoding.JSON);
  }

  private void assertWrittenAlike(byte[] record, Encoding encoding) {
    List<Trace> parsed = Traces.judged(spans(OtlpReader.read(record)));
    List<Trace> sliced = Traces.judged(spans(reader.read(record)));
    assertThat(sliced).isNotEmpty().isEqualTo(parsed);
    TraceSerde serde = new TraceSerde(encoding);
    for (int i = 0; i < parsed.size(); i++) {
      Headers headers = new RecordHeaders();
      Headers ofSlices = new RecordHeaders();
      byte[] written = serde.write(parsed.get(i), headers);

      byte[] joined = serde.write(sliced.get(i), ofSlices);
      assertThat(new String(joined, ISO_8859_1)).isEqualTo(new String(written, ISO_8859_1));
      assertThat(ofSlices).isEqualTo(headers);
      assertThat(serde.size(sliced.get(i))).isEqualTo(written.length);
    }
  }

  private static List<Span> spans(Decoded decoded) {
    return ((Decoded.Spans) decoded).spans();
  }

  /** The message with its fields in the opposite order. */
  private static byte[] turned(byte[] message) throws IOException {
    Deque<byte[]> fields = new ArrayDeque<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    while (!in.isAtEnd()) {
      int from = in.getTotalBytesRead();
      in.skipField(in.readTag());
      ByteArrayOutputStream field = new ByteArrayOutputStream();
      field.write(message, from, in.getTotalBytesRead() - from);
      fields.push(field.toByteArray());
    }
    ByteArrayOutputStream turned = new ByteArrayOutputStream();
    fields.forEach(turned::writeBytes);
    return turned.toByteArray();
  }

  private static byte[] part(int tag, byte[] bytes) throws IOException {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(part);
    out.writeByteArray(WireFormat.getTagFieldNumber(tag), bytes);
    out.flush();
    return part.toByteArray();
  }
}
