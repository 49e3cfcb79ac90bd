package io.spanline.streams.store;

import io.spanline.model.Remoteness;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import io.spanline.model.SpanLink.Ending;
import io.spanline.model.SpanLink.Step;
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
  /** Where {@link #linkBits} has the kind. */
  public static final int KIND = 0x07;

  private static final int TAKE = 0x08;
  private static final int REMOTE_PARENT = 0x10;
  private static final int LOCAL_PARENT = 0x20;
  private static final int UNFINISHED = 0x40;

  private static final int ERROR = 0x01;
  private static final int PEER = 0x02;
  private static final int SAMPLED = 0x04;

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

  /** What a link says besides its ids, in a byte. */
  public static int linkBits(SpanLink link) {
    int place =
        switch (link.parentPlace()) {
          case UNSAID -> 0;
          case LOCAL -> LOCAL_PARENT;
          case REMOTE -> REMOTE_PARENT;
        };
    int ending = link.isUnfinished() ? UNFINISHED : 0;
    int step = link.step() == Step.TAKE ? TAKE : 0;
    return link.kind().number() | place | ending | step;
  }

  /**
   * The link that {@link #linkBits} described.
   *
   * @param parent the parent's id as a number, 0 if there is none
   */
  public static SpanLink link(long id, long parent, int bits) {
    return new SpanLink(
        id,
        parent,
        SpanKind.ofNumber(bits & KIND),
        parentPlace(bits),
        ending(bits),
        (bits & TAKE) == 0 ? Step.OTHER : Step.TAKE);
  }

  /** What {@link #linkBits} says of the span's end. */
  public static Ending ending(int bits) {
    return (bits & UNFINISHED) == 0 ? Ending.ENDED : Ending.UNFINISHED;
  }

  private static Remoteness parentPlace(int bits) {
    if ((bits & REMOTE_PARENT) != 0) {
      return Remoteness.REMOTE;
    }
    return (bits & LOCAL_PARENT) == 0 ? Remoteness.UNSAID : Remoteness.LOCAL;
  }

  public static void writeSpan(DataOutputStream out, SpanFacts span, Map<String, Integer> names)
      throws IOException {
    String peer = span.peer();
    out.writeByte(linkBits(span.link()));
    int sampled = span.isSampled() ? SAMPLED : 0;
    out.writeByte((span.isError() ? ERROR : 0) | (peer == null ? 0 : PEER) | sampled);
    out.writeLong(span.spanIdValue());
    out.writeLong(span.parentIdValue());
    out.writeLong(span.startNanos());
    ByteUtils.writeVarlong(span.endNanos() - span.startNanos(), out);
    out.writeInt(span.resource());
    writeName(out, span.service(), names);
    writeName(out, span.operation(), names);
    if (peer != null) {
      writeName(out, peer, names);
    }
  }

  public static SpanFacts readSpan(ByteBuffer in, List<String> names) {
    final int bits = in.get();
    final int flags = in.get();
    SpanLink link = link(in.getLong(), in.getLong(), bits);
    final long start = in.getLong();
    final long end = start + ByteUtils.readVarlong(in);
    final int resource = in.getInt();
    String service = readName(in, names);
    String operation = readName(in, names);
    @Nullable String peer = (flags & PEER) == 0 ? null : readName(in, names);
    boolean isError = (flags & ERROR) != 0;
    boolean isSampled = (flags & SAMPLED) != 0;
    return new SpanFacts(link, service, operation, peer, start, end, isError, resource, isSampled);
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
