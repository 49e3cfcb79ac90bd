package io.spanline.bench.corpus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.spanline.harness.traffic.SpanBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a file: a {@code .json}, each line of a {@code .jsonl}, a {@code .bin} of
 * protobuf. Nothing but the times of spans is changed, not even a byte that is no UTF-8.
 */
record CaseFile(Encoding encoding, List<byte[]> messages) {
  /** How messages are written. */
  enum Encoding {
    JSON("application/json"),
    PROTOBUF("application/x-protobuf");

    private final String contentType;

    Encoding(String contentType) {
      this.contentType = contentType;
    }

    String contentType() {
      return contentType;
    }
  }

  private static final Pattern TIME =
      Pattern.compile("(\"(?:startT|endT|t)imeUnixNano\"\\s*:\\s*\"?)(\\d{19})");
  private static final Pattern TRACE_ID =
      Pattern.compile("\"traceId\"\\s*:\\s*\"(\\p{XDigit}{32})");

  // Field numbers of TracesData, ResourceSpans, ScopeSpans, and of a Span's id and times.
  private static final List<Integer> SPANS = List.of(1, 2, 2);
  private static final int TRACE = 1;
  private static final List<Integer> TIMES = List.of(7, 8);

  static CaseFile read(Path path) throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    if (path.toString().endsWith(".bin")) {
      return new CaseFile(Encoding.PROTOBUF, List.of(bytes));
    }
    String text = new String(bytes, ISO_8859_1);
    List<String> messages =
        path.toString().endsWith(".jsonl") ? text.lines().toList() : List.of(text);
    return new CaseFile(
        Encoding.JSON, messages.stream().map(each -> each.getBytes(ISO_8859_1)).toList());
  }

  /** The same, moved in time so that the latest of all times is this. */
  CaseFile endingAt(Instant moment) {
    long[] latest = {0};
    times(
        time -> {
          latest[0] = Math.max(latest[0], time);
          return time;
        });
    long by = SpanBuilder.nanos(moment) - latest[0];
    return times(time -> time == 0 ? 0 : time + by);
  }

  private CaseFile times(LongUnaryOperator change) {
    return new CaseFile(
        encoding,
        messages.stream()
            .map(each -> encoding == Encoding.JSON ? json(each, change) : protobuf(each, change))
            .toList());
  }

  private static byte[] json(byte[] message, LongUnaryOperator change) {
    return TIME.matcher(new String(message, ISO_8859_1))
        .replaceAll(time -> time.group(1) + change.applyAsLong(Long.parseLong(time.group(2))))
        .getBytes(ISO_8859_1);
  }

  private static byte[] protobuf(byte[] message, LongUnaryOperator change) {
    return changed(ByteString.copyFrom(message), 0, change).toByteArray();
  }

  /** Goes by field numbers, since a parser of the schema refuses texts that are no UTF-8. */
  private static ByteString changed(ByteString message, int depth, LongUnaryOperator change) {
    UnknownFieldSet fields = parsed(message);
    UnknownFieldSet.Builder changed = UnknownFieldSet.newBuilder(fields);
    if (depth < SPANS.size()) {
      Field.Builder within = Field.newBuilder();
      for (ByteString each : fields.getField(SPANS.get(depth)).getLengthDelimitedList()) {
        within.addLengthDelimited(changed(each, depth + 1, change));
      }
      changed.addField(SPANS.get(depth), within.build());
    } else {
      for (int number : TIMES) {
        Field.Builder times = Field.newBuilder();
        fields.getField(number).getFixed64List().stream()
            .mapToLong(change::applyAsLong)
            .forEach(times::addFixed64);
        changed.addField(number, times.build());
      }
    }
    return changed.build().toByteString();
  }

  private static UnknownFieldSet parsed(ByteString message) {
    try {
      return UnknownFieldSet.parseFrom(message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a .bin file must be protobuf", e);
    }
  }

  /** The key that the Collector gives a message: its trace id in hex; null if there is none. */
  @Nullable String key(byte[] message) {
    if (encoding == Encoding.PROTOBUF) {
      ByteString span = ByteString.copyFrom(message);
      for (int number : SPANS) {
        span = parsed(span).getField(number).getLengthDelimitedList().get(0);
      }
      ByteString id = parsed(span).getField(TRACE).getLengthDelimitedList().get(0);
      return HexFormat.of().formatHex(id.toByteArray());
    }
    Matcher id = TRACE_ID.matcher(new String(message, ISO_8859_1));
    return id.find() ? id.group(1) : null;
  }
}
