package io.spanline.capture;

import io.spanline.captures.line.Joined;
import io.spanline.captures.line.LineScan;
import io.spanline.captures.line.Scanned;
import io.spanline.model.Trace;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes traces of the records of a spool; several threads may ask. */
final class SpoolReading {
  // A tree of a record may take fifty times its bytes: only small ones are made on several threads.
  private static final long SMALL_BYTES = 128 << 10;

  private final SpoolFiles files;
  private final RecordIndex index;
  private final LineScan scan;

  SpoolReading(SpoolFiles files, RecordIndex index, LineScan scan) {
    this.files = files;
    this.index = index;
    this.scan = scan;
  }

  /** A record that turned out to be no trace, and why. */
  record Broken(SpooledRecord record, String reason) {}

  /**
   * What came of the records of one trace.
   *
   * @param trace null where none of them is a trace
   */
  record Found(@Nullable SpooledTrace trace, List<Broken> broken) {}

  /** Whether the trace of a record can be made beside others in bounded memory. */
  boolean isSmall(int first) {
    return bytes(first) <= SMALL_BYTES;
  }

  /** The bytes of a trace's records. */
  long bytes(int first) {
    long bytes = 0;
    for (int number = first; number != RecordIndex.NONE; number = index.next(number)) {
      bytes += index.get(number).bytes();
    }
    return bytes;
  }

  /** The trace whose first record that is. */
  Found read(int first) throws IOException {
    if (index.next(first) == RecordIndex.NONE) {
      SpooledRecord record = index.get(first);
      byte[] value = value(record);
      Scanned scanned = OtlpReader.looksLikeJson(value) ? scan.scan(value) : null;
      if (scanned != null && scanned.admitted() && value.length <= LineLimit.MOST_BYTES) {
        Trace outline = scanned.outline();
        return new Found(new SpooledTrace(outline, value, record, outline.revision()), List.of());
      }
      return joined(first);
    }
    SpooledTrace copied = copied(first);
    return copied == null ? joined(first) : new Found(copied, List.of());
  }

  /** Of several records, all of them texts that may stay: null where one is not. */
  private @Nullable SpooledTrace copied(int first) throws IOException {
    if (bytes(first) > LineLimit.MOST_BYTES) {
      return null;
    }
    List<byte[]> values = new ArrayList<>();
    for (int number = first; number != RecordIndex.NONE; number = index.next(number)) {
      byte[] value = value(index.get(number));
      if (!OtlpReader.looksLikeJson(value)) {
        return null;
      }
      values.add(value);
    }
    Joined joined = scan.join(values);
    return joined == null
        ? null
        : new SpooledTrace(
            joined.outline(), joined.json(), index.get(first), joined.firstRevision());
  }

  private Found joined(int first) throws IOException {
    List<Trace> revisions = new ArrayList<>();
    List<Broken> broken = new ArrayList<>();
    long bytes = 0;
    int left = 0;
    int lowest = Integer.MAX_VALUE;
    for (int number = first; number != RecordIndex.NONE; number = index.next(number)) {
      SpooledRecord record = index.get(number);
      try {
        byte[] value = value(record);
        Trace revision = revision(record, value);
        lowest = Math.min(lowest, revision.revision());
        long line = OtlpReader.looksLikeJson(value) ? value.length : TraceJson.size(revision);
        if (revisions.isEmpty() || bytes + line <= LineLimit.MOST_BYTES) {
          revisions.add(revision);
          bytes += line;
        } else {
          // What would make a line too long would also fill the heap.
          left += revision.spans().size();
        }
      } catch (IllegalArgumentException e) {
        broken.add(new Broken(record, String.valueOf(e.getMessage())));
      }
    }
    if (revisions.isEmpty()) {
      return new Found(null, broken);
    }
    Trace whole = revisions.size() == 1 ? revisions.get(0) : Trace.join(revisions);
    Trace cut = LineLimit.cut(whole, bytes, left);
    return new Found(new SpooledTrace(cut, null, index.get(first), lowest), broken);
  }

  /** The trace whose first record that is will not be read again. */
  void release(int first) throws IOException {
    for (int number = first; number != RecordIndex.NONE; number = index.next(number)) {
      files.release(index.get(number).position());
    }
  }

  private Trace revision(SpooledRecord record, byte[] value) throws IOException {
    byte[] headers = files.read(record.position(), record.headBytes());
    Trace trace = TraceSerde.read(value, SpooledHeaders.read(headers));
    if (!trace.start().equals(record.start())) {
      throw new IllegalArgumentException(
          "not a trace: its summary says that it starts at %s, its spans at %s"
              .formatted(record.start(), trace.start()));
    }
    return trace;
  }

  private byte[] value(SpooledRecord record) throws IOException {
    return files.read(record.position() + record.headBytes(), record.valueBytes());
  }
}
