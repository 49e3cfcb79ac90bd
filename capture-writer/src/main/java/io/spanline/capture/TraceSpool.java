package io.spanline.capture;

import io.spanline.file.TimeRange;
import io.spanline.model.Trace;
import io.spanline.model.TraceId;
import io.spanline.topic.TraceJson;
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

/**
 * The revisions that were read, on disk, and in memory an entry of some 150 bytes for each: so a
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

  /** One record of a trace: where it begins in time, and where it lies in the spool. */
  private record Revision(Instant start, long position, int length) {}

  /** A trace to come: when it began, and the records that hold it. */
  private record Candidate(TraceId id, Instant start, List<Revision> revisions) {}

  /**
   * Takes one record.
   *
   * @param json the trace as {@link TraceJson}
   */
  void add(Trace trace, byte[] json) throws IOException {
    out.write(json);
    traces
        .computeIfAbsent(trace.traceId(), id -> new ArrayList<>(1))
        .add(new Revision(trace.start(), end, json.length));
    end += json.length;
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
    for (Revision revision : candidate.revisions()) {
      revisions.add(TraceJson.read(bytes(revision, spool)));
    }
    return revisions.size() == 1 ? revisions.get(0) : Trace.join(revisions);
  }

  private static byte[] bytes(Revision revision, FileChannel spool) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(revision.length());
    while (buffer.hasRemaining()) {
      if (spool.read(buffer, revision.position() + buffer.position()) < 0) {
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
