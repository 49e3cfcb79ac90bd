package io.spanline.capture;

import io.spanline.file.TimeRange;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.otlp.OtlpReader;
import io.spanline.topic.TraceJson;
import io.spanline.topic.TraceSerde;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/**
 * The revisions that were read, on disk, and in memory an entry of some 170 bytes for each: so a
 * capture may be far larger than the heap, and its traces still come out joined and in order of
 * start.
 */
final class TraceSpool implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Map<TraceId, List<Revision>> traces = new HashMap<>();
  private final Path file;
  private final OutputStream out;
  private long end;

  /** Spools into a file that is created here and removed by {@link #close}. */
  TraceSpool(Path file) throws IOException {
    this.file = file;
    this.out =
        new BufferedOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            BUFFER_BYTES);
  }

  /**
   * One record of a trace: where it begins in time, and where it lies in the spool.
   *
   * @param head the bytes of its headers, before those of its value
   * @param lineBytes what it takes as a line of its own
   */
  private record Revision(
      Instant start, long position, int head, int length, int spans, long lineBytes) {}

  /** A trace to come: when it began, and the records that hold it. */
  private record Candidate(TraceId id, Instant start, List<Revision> revisions) {}

  /**
   * Takes one record as it came.
   *
   * @param trace what it holds
   */
  void add(Trace trace, Headers headers, byte[] value) throws IOException {
    byte[] head = SpooledHeaders.write(headers);
    out.write(head);
    out.write(value);
    long line = OtlpReader.looksLikeJson(value) ? value.length : TraceJson.size(trace);
    traces
        .computeIfAbsent(trace.traceId(), id -> new ArrayList<>(1))
        .add(
            new Revision(
                trace.start(), end, head.length, value.length, trace.spans().size(), line));
    end += head.length + value.length;
  }

  /** Hands over the traces that began in the range, each joined, by start and then by id. */
  void forEachWithin(TimeRange range, TraceReader reader) throws IOException {
    out.flush();
    List<Candidate> candidates = new ArrayList<>();
    traces.forEach(
        (id, revisions) -> {
          Instant start =
              revisions.stream().map(Revision::start).min(Comparator.naturalOrder()).orElseThrow();
          if (range.contains(start)) {
            candidates.add(new Candidate(id, start, revisions));
          }
        });
    candidates.sort(Comparator.comparing(Candidate::start).thenComparing(Candidate::id));
    try (FileChannel spool = FileChannel.open(file, StandardOpenOption.READ)) {
      for (Candidate candidate : candidates) {
        reader.read(joined(candidate, spool));
      }
    }
  }

  /** Takes the joined traces. */
  @FunctionalInterface
  interface TraceReader {
    void read(Trace trace) throws IOException;
  }

  private static Trace joined(Candidate candidate, FileChannel spool) throws IOException {
    List<Trace> revisions = new ArrayList<>();
    long bytes = 0;
    int left = 0;
    for (Revision revision : candidate.revisions()) {
      // Not even read: what would make a line too long would also fill the heap.
      if (revisions.isEmpty() || bytes + revision.lineBytes() <= LineLimit.MOST_BYTES) {
        revisions.add(read(revision, spool));
        bytes += revision.lineBytes();
      } else {
        left += revision.spans();
      }
    }
    Trace whole = revisions.size() == 1 ? revisions.get(0) : Trace.join(revisions);
    return LineLimit.cut(whole, bytes, left);
  }

  private static Trace read(Revision revision, FileChannel spool) throws IOException {
    return TraceSerde.read(
        bytes(revision.position() + revision.head(), revision.length(), spool),
        SpooledHeaders.read(bytes(revision.position(), revision.head(), spool)));
  }

  private static byte[] bytes(long position, int length, FileChannel spool) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (spool.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("spool ends at " + spool.size() + " within a record");
      }
    }
    return buffer.array();
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
