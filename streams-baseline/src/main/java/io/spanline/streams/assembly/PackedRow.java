package io.spanline.streams.assembly;

import io.spanline.model.CutPlace;
import io.spanline.model.Linked;
import io.spanline.model.Outcome;
import io.spanline.model.SpanKey;
import io.spanline.model.SpanLink.Ending;
import io.spanline.streams.store.FactsTable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.ByteUtils;
import org.jspecify.annotations.Nullable;

/**
 * The row of a trace of a few spans: some 11 bytes a span, since a parent is a place among the
 * spans as a rule, and names are numbers of the segment's table.
 */
final class PackedRow implements RememberedRow {
  private static final int MOST_SPANS = 200;
  // With more the names of one trace would fill its segment's table.
  private static final int MOST_LETTERS = 16 << 10;
  private static final int NO_PARENT = 0;
  private static final int OTHER_PARENT = 255;

  private final ByteBuffer row;
  private final List<String> names;
  private final long closedMillis;
  private final int revision;
  private final int spans;
  private final Outcome.Cut cut;
  private final long spanBytes;
  private final @Nullable CutPlace lastCut;
  private final int links;
  private final int unpaired;

  /** Reads what {@link #write} wrote; the row then stands at the links. */
  PackedRow(ByteBuffer row, SkeletonBytes skeleton) {
    this.row = row;
    this.names = skeleton.names();
    closedMillis = skeleton.baseMillis() + ByteUtils.readVarlong(row);
    revision = ByteUtils.readUnsignedVarint(row);
    spans = ByteUtils.readUnsignedVarint(row);
    cut = new Outcome.Cut(ByteUtils.readUnsignedVarint(row), ByteUtils.readUnsignedVarint(row));
    spanBytes = ByteUtils.readVarlong(row);
    lastCut = row.get() == 0 ? null : WideRow.cutPlace(row);
    links = ByteUtils.readUnsignedVarint(row);
    unpaired = ByteUtils.readUnsignedVarint(row);
  }

  /** Whether a trace is small enough. */
  static boolean takes(RememberedTrace trace) {
    int spans = trace.links().size();
    int ends = trace.unpaired().size();
    if (spans > MOST_SPANS || ends > MOST_SPANS) {
      return false;
    }
    int letters = 0;
    for (Linked span : trace.links()) {
      letters += span.service().length();
    }
    for (CallEnd end : trace.unpaired()) {
      String peer = end.facts().peer();
      letters += end.facts().service().length() + end.facts().operation().length();
      letters += peer == null ? 0 : peer.length();
    }
    return letters <= MOST_LETTERS;
  }

  static void write(RememberedTrace trace, Segment segment, ByteBuffer row) {
    ByteUtils.writeVarlong(trace.closedMillis() - segment.baseMillis(), row);
    ByteUtils.writeUnsignedVarint(trace.revision(), row);
    ByteUtils.writeUnsignedVarint(trace.spans(), row);
    ByteUtils.writeUnsignedVarint(trace.cut().spans(), row);
    ByteUtils.writeUnsignedVarint(trace.cut().entrySpans(), row);
    ByteUtils.writeVarlong(trace.bytes(), row);
    row.put((byte) (trace.lastCut() == null ? 0 : 1));
    if (trace.lastCut() != null) {
      WideRow.putCutPlace(row, trace.lastCut());
    }
    ByteUtils.writeUnsignedVarint(trace.links().size(), row);
    ByteUtils.writeUnsignedVarint(trace.unpaired().size(), row);
    for (Linked span : trace.links()) {
      row.putLong(span.spanIdValue()).put((byte) FactsTable.linkBits(span.link()));
      ByteUtils.writeUnsignedVarint(segment.names().number(span.service()), row);
      writeParent(span.parentIdValue(), trace.links(), row);
    }
    row.put(CallEnds.write(trace.unpaired(), segment.names()));
  }

  private static void writeParent(long parent, List<? extends Linked> links, ByteBuffer row) {
    if (parent == 0) {
      row.put((byte) NO_PARENT);
      return;
    }
    for (int i = 0; i < links.size(); i++) {
      if (links.get(i).spanIdValue() == parent) {
        row.put((byte) (i + 1));
        return;
      }
    }
    row.put((byte) OTHER_PARENT).putLong(parent);
  }

  @Override
  public long closedMillis() {
    return closedMillis;
  }

  @Override
  public int spans() {
    return spans;
  }

  @Override
  public long spanBytes() {
    return spanBytes;
  }

  @Override
  public @Nullable CutPlace lastCut() {
    return lastCut;
  }

  @Override
  public int links() {
    return links;
  }

  @Override
  public int unpaired() {
    return unpaired;
  }

  @Override
  public @Nullable Ending ending(SpanKey key) {
    ByteBuffer link = row.duplicate();
    for (int i = 0; i < links; i++) {
      long id = link.getLong();
      int bits = link.get();
      if (id == key.spanId().value() && (bits & FactsTable.KIND) == key.kind().number()) {
        return FactsTable.ending(bits);
      }
      ByteUtils.readUnsignedVarint(link);
      skipParent(link);
    }
    return null;
  }

  private static void skipParent(ByteBuffer link) {
    if (Byte.toUnsignedInt(link.get()) == OTHER_PARENT) {
      link.position(link.position() + Long.BYTES);
    }
  }

  @Override
  public RememberedTrace trace() {
    ByteBuffer read = row.duplicate();
    List<RememberedSpan> known = readLinks(read);
    List<CallEnd> ends = CallEnds.read(read, names);
    return new RememberedTrace(revision, closedMillis, spans, cut, spanBytes, lastCut, known, ends);
  }

  private List<RememberedSpan> readLinks(ByteBuffer read) {
    long[] ids = ids();
    List<RememberedSpan> known = new ArrayList<>(links);
    for (int i = 0; i < links; i++) {
      long id = read.getLong();
      final int bits = read.get();
      String service = names.get(ByteUtils.readUnsignedVarint(read));
      int place = Byte.toUnsignedInt(read.get());
      long parent =
          place == NO_PARENT ? 0 : place == OTHER_PARENT ? read.getLong() : ids[place - 1];
      known.add(new RememberedSpan(FactsTable.link(id, parent, bits), service));
    }
    return known;
  }

  private long[] ids() {
    ByteBuffer link = row.duplicate();
    long[] ids = new long[links];
    for (int i = 0; i < links; i++) {
      ids[i] = link.getLong();
      link.get();
      ByteUtils.readUnsignedVarint(link);
      skipParent(link);
    }
    return ids;
  }
}
