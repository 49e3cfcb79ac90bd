package io.spanline.capture;

import io.spanline.capture.kafka.Extent;
import io.spanline.capture.kafka.TraceRecord;
import io.spanline.capture.kafka.TraceSource;
import io.spanline.capture.order.Refusal;
import io.spanline.capture.order.StopSignal;
import io.spanline.capture.redaction.Redaction;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.model.TraceId;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.NotATraceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The part of the topic that a snapshot reads, each record once: on disk as it came, in memory an
 * index. So a capture may be far larger than the heap, and its traces still come out joined and in
 * order of start, once each has been looked at. More of the topic may be added at any time.
 */
final class TraceSpool implements AutoCloseable {
  // What the index and the sums of a snapshot take for a record, with room for all else.
  private static final int HEAP_BYTES_A_RECORD = 320;

  private static final byte[] NO_HEADERS = {};
  private static final int NO_VALUE = -1;
  private static final int MOST_NAMED = 20;

  private final Map<TraceId, SpooledRecord> firsts = new HashMap<>();
  private List<SpooledRecord> unseen = new ArrayList<>();
  private final Map<Integer, Manifest.Offsets> read = new HashMap<>();
  private final List<Manifest.Skipped> named = new ArrayList<>();
  private final TraceSource source;
  private final SpoolFile file;
  private final Set<String> addedAttributes;
  private final Selection.Filter where;
  private final long mostRecords;
  private long records;
  private long passed;
  private long skipped;

  /**
   * Spools into a new file, which {@link #close} removes.
   *
   * @param addedAttributes what may stand in its traces besides the allow-list's
   * @param where records of traces that it cannot match are only counted
   */
  TraceSpool(TraceSource source, Path file, Set<String> addedAttributes, Selection.Filter where)
      throws IOException {
    this.source = source;
    this.addedAttributes = addedAttributes;
    this.where = where;
    this.file = new SpoolFile(file);
    this.mostRecords = Runtime.getRuntime().maxMemory() / HEAP_BYTES_A_RECORD;
  }

  /**
   * Reads what of an extent has not been read yet, which lies before or after what has.
   *
   * @throws Refusal if there are more records than the heap bears
   */
  void read(Extent extent, StopSignal stop) throws IOException {
    List<Manifest.Offsets> missing = new ArrayList<>();
    for (Manifest.Offsets wanted : extent.partitions()) {
      Manifest.Offsets known = read.put(wanted.partition(), wanted);
      long to = known == null ? wanted.to() : Math.max(wanted.from(), known.from());
      missing.add(new Manifest.Offsets(wanted.partition(), wanted.from(), to));
    }
    source.read(new Extent(extent.topic(), missing, null), stop, this::add);
    file.flush();
  }

  /** What cleans a trace of it; counts from 0. */
  Redaction redaction() {
    return new Redaction(addedAttributes);
  }

  /** Takes one record as it came. What is no trace is counted, and named. */
  private void add(TraceRecord record) throws IOException {
    records++;
    if (!record.mayMatch(where)) {
      passed++;
      return;
    }
    byte[] value = record.value();
    if (value == null) {
      skip(record.partition(), record.offset(), "record has no value");
      return;
    }
    if (records - passed > mostRecords) {
      throw tooMany();
    }
    try {
      TraceId id = TraceHead.id(value, record.headers());
      if (!where.mayTake(id)) {
        passed++;
        return;
      }
      // JSON says all that the headers do.
      byte[] headers = OtlpReader.looksLikeJson(value) ? NO_HEADERS : bytes(record.headers());
      SpooledRecord.Place place =
          new SpooledRecord.Place(file.append(headers, value), headers.length, value.length);
      add(new SpooledRecord(id, place, record));
    } catch (IllegalArgumentException e) {
      skip(record.partition(), record.offset(), NotATraceException.words(e));
    }
  }

  private Refusal tooMany() {
    return new Refusal(
        Refusal.Reason.TOO_MANY,
        "more than %s records have to be read, which is what this process's heap bears; ask for a"
                .formatted(mostRecords)
            + " shorter range, or give capture-writer more heap");
  }

  private void add(SpooledRecord record) {
    SpooledRecord first = firsts.putIfAbsent(record.id(), record);
    if (first == null) {
      unseen.add(record);
    } else if (first.add(record)) {
      unseen.add(first);
    }
  }

  /** Hands over the first records of the traces that are new or have grown since it last did. */
  List<SpooledRecord> unseen() {
    List<SpooledRecord> all = unseen;
    unseen = new ArrayList<>();
    return all;
  }

  /** The first records of all that was found to be a trace, in the order of a capture's lines. */
  List<SpooledRecord> inOrder() {
    return firsts.values().stream()
        .filter(SpooledRecord::isTrace)
        .sorted(SpooledRecord.BY_START)
        .toList();
  }

  /**
   * Counts a record that is no trace of its own, and names the first ones.
   *
   * @param reason in words that quote nothing of the record
   */
  void skip(int partition, long offset, String reason) {
    skipped++;
    if (named.size() < MOST_NAMED) {
      named.add(new Manifest.Skipped(partition, offset, reason));
    }
  }

  long skipped() {
    return skipped;
  }

  List<Manifest.Skipped> named() {
    return List.copyOf(named);
  }

  /** How many were read. */
  long records() {
    return records;
  }

  private static byte[] bytes(Headers headers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (Header header : headers) {
      out.writeUTF(header.key());
      byte[] value = header.value();
      out.writeInt(value == null ? NO_VALUE : value.length);
      if (value != null) {
        out.write(value);
      }
    }
    return bytes.toByteArray();
  }

  Headers headers(SpooledRecord record) throws IOException {
    byte[] bytes = file.read(record.place().position(), record.place().headBytes());
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    Headers headers = new RecordHeaders();
    while (in.available() > 0) {
      String key = in.readUTF();
      int length = in.readInt();
      headers.add(key, length == NO_VALUE ? null : in.readNBytes(length));
    }
    return headers;
  }

  byte[] value(SpooledRecord record) throws IOException {
    SpooledRecord.Place place = record.place();
    return file.read(place.position() + place.headBytes(), place.valueBytes());
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
