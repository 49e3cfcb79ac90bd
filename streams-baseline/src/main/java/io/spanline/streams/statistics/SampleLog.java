package io.spanline.streams.statistics;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The samples that no stored row holds yet, a small row for those of each emission. */
final class SampleLog {
  // A trace may have 100 000 spans, a changelog takes 1 MiB; one sample is at most some 800 bytes.
  private static final int ROW_BYTES = 64 << 10;

  private final KeyValueStore<Long, byte[]> store;
  private long first;
  private long next;

  SampleLog(KeyValueStore<Long, byte[]> store) {
    this.store = store;
  }

  void append(List<Sample> samples) {
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(row, 512);
      for (Sample sample : samples) {
        sample.writeTo(out);
        if (out.getTotalBytesWritten() >= ROW_BYTES) {
          out.flush();
          store.put(next++, row.toByteArray());
          row.reset();
          out = CodedOutputStream.newInstance(row, 512);
        }
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    if (row.size() > 0) {
      store.put(next++, row.toByteArray());
    }
  }

  /** Hands over what a process before this one logged and did not clear. */
  void restore(Consumer<Sample> sink) {
    try (KeyValueIterator<Long, byte[]> rows = store.all()) {
      boolean isFirst = true;
      while (rows.hasNext()) {
        var row = rows.next();
        first = isFirst ? row.key : first;
        isFirst = false;
        next = row.key + 1;
        read(row.value, sink);
      }
    }
  }

  /** Stored rows hold everything. */
  void clear() {
    for (; first < next; first++) {
      store.delete(first);
    }
  }

  private static void read(byte[] row, Consumer<Sample> sink) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(row);
      while (!in.isAtEnd()) {
        sink.accept(Sample.readFrom(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a row of the samples cannot be read", e);
    }
  }
}
