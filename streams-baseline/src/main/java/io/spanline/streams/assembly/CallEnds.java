package io.spanline.streams.assembly;

import io.spanline.model.SpanFacts;
import io.spanline.streams.assembly.Contribution.Counted;
import io.spanline.streams.store.FactsTable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * Ends of calls as bytes. When a call was counted is written as the difference from the one before:
 * those of one emission were counted together.
 */
final class CallEnds {
  private static final Counted START = new Counted(0, 0);
  private static final byte[] NONE = {};

  private CallEnds() {}

  /** The first of the ends, up to about that many bytes, with their names. */
  static byte[] write(List<CallEnd> ends, int mostBytes) {
    return write(ends, mostBytes, new HashMap<>());
  }

  /** The ends with numbers of a table instead of names. */
  static byte[] write(List<CallEnd> ends, NameTable names) {
    for (CallEnd end : ends) {
      names.number(end.facts().service());
      names.number(end.facts().operation());
      if (end.facts().peer() != null) {
        names.number(end.facts().peer());
      }
    }
    return write(ends, Integer.MAX_VALUE, names.numbers());
  }

  private static byte[] write(List<CallEnd> ends, int mostBytes, Map<String, Integer> names) {
    if (ends.isEmpty()) {
      return NONE;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Counted before = START;
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (CallEnd end : ends) {
        if (bytes.size() >= mostBytes) {
          break;
        }
        FactsTable.writeSpan(out, end.facts(), names);
        ByteUtils.writeVarlong(end.counted().timestampMillis() - before.timestampMillis(), out);
        ByteUtils.writeVarlong(end.counted().clockMillis() - before.clockMillis(), out);
        before = end.counted();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory refused bytes", e);
    }
    return bytes.toByteArray();
  }

  /** Every end up to the end of the bytes. */
  static List<CallEnd> read(ByteBuffer bytes) {
    return read(bytes, new ArrayList<>());
  }

  /** The same with names by their numbers. */
  static List<CallEnd> read(ByteBuffer bytes, List<String> names) {
    List<CallEnd> ends = new ArrayList<>();
    Counted before = START;
    while (bytes.hasRemaining()) {
      SpanFacts facts = FactsTable.readSpan(bytes, names);
      long timestamp = before.timestampMillis() + ByteUtils.readVarlong(bytes);
      before = new Counted(timestamp, before.clockMillis() + ByteUtils.readVarlong(bytes));
      ends.add(new CallEnd(facts, before));
    }
    return ends;
  }
}
