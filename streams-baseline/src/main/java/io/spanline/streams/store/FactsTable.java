package io.spanline.streams.store;

import io.spanline.model.Remoteness;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanId;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * Facts of spans as bytes. A name stands before the first span that has it and is a number after
 * that: the spans of a trace share few.
 */
public final class FactsTable {
  private static final int REMOTE_PARENT = 0x10;
  private static final int ERROR = 0x20;
  private static final int PEER = 0x40;
  private static final int LOCAL_PARENT = 0x80;
  private static final int KIND = 0x0f;

  private FactsTable() {}

  /** The first of the spans, up to about that many bytes. */
  public static byte[] write(List<SpanFacts> spans, int mostBytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<String, Integer> names = new HashMap<>();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (SpanFacts span : spans) {
        if (bytes.size() >= mostBytes) {
          break;
        }
        writeSpan(out, span, names);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory refused bytes", e);
    }
    return bytes.toByteArray();
  }

  /** Every span up to the end of the bytes. */
  public static List<SpanFacts> read(ByteBuffer bytes) {
    List<SpanFacts> spans = new ArrayList<>();
    List<String> names = new ArrayList<>();
    while (bytes.hasRemaining()) {
      spans.add(readSpan(bytes, names));
    }
    return spans;
  }

  /** A span's kind, and where its parent was made, in a byte. */
  public static int linkBits(SpanLink link) {
    int place =
        switch (link.parentPlace()) {
          case UNSAID -> 0;
          case LOCAL -> LOCAL_PARENT;
          case REMOTE -> REMOTE_PARENT;
        };
    return link.key().kind().number() | place;
  }

  /** What {@link #linkBits} says of the parent. */
  public static Remoteness parentPlace(int flags) {
    if ((flags & REMOTE_PARENT) != 0) {
      return Remoteness.REMOTE;
    }
    return (flags & LOCAL_PARENT) == 0 ? Remoteness.UNSAID : Remoteness.LOCAL;
  }

  public static void writeSpan(DataOutputStream out, SpanFacts span, Map<String, Integer> names)
      throws IOException {
    SpanId parent = span.link().parentId();
    String peer = span.peer();
    out.writeByte(linkBits(span.link()) | (span.isError() ? ERROR : 0) | (peer == null ? 0 : PEER));
    out.writeLong(span.key().spanId().value());
    out.writeLong(parent == null ? 0 : parent.value());
    out.writeLong(span.startNanos());
    ByteUtils.writeVarlong(span.endNanos() - span.startNanos(), out);
    writeName(out, span.service(), names);
    writeName(out, span.operation(), names);
    if (peer != null) {
      writeName(out, peer, names);
    }
  }

  public static SpanFacts readSpan(ByteBuffer in, List<String> names) {
    final int flags = in.get();
    SpanKey key = new SpanKey(new SpanId(in.getLong()), SpanKind.ofNumber(flags & KIND));
    long parent = in.getLong();
    SpanId parentId = parent == 0 ? null : new SpanId(parent);
    final long start = in.getLong();
    final long end = start + ByteUtils.readVarlong(in);
    String service = readName(in, names);
    String operation = readName(in, names);
    @Nullable String peer = (flags & PEER) == 0 ? null : readName(in, names);
    return new SpanFacts(
        new SpanLink(key, parentId, parentPlace(flags)),
        service,
        operation,
        peer,
        start,
        end,
        (flags & ERROR) != 0);
  }

  private static void writeName(DataOutputStream out, String name, Map<String, Integer> names)
      throws IOException {
    Integer known = names.putIfAbsent(name, names.size());
    if (known != null) {
      ByteUtils.writeUnsignedVarint(known, out);
      return;
    }
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteUtils.writeUnsignedVarint(names.size() - 1, out);
    ByteUtils.writeUnsignedVarint(text.length, out);
    out.write(text);
  }

  private static String readName(ByteBuffer in, List<String> names) {
    int number = ByteUtils.readUnsignedVarint(in);
    if (number == names.size()) {
      byte[] text = new byte[ByteUtils.readUnsignedVarint(in)];
      in.get(text);
      names.add(new String(text, StandardCharsets.UTF_8));
    }
    return names.get(number);
  }
}
