package io.spanline.streams.statistics;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.spanline.model.SpanFacts;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;
import io.spanline.statistics.Tally;
import java.io.IOException;
import java.util.List;

/** One thing that the statistics count, and the window that it is counted in. */
sealed interface Sample {

  long windowStartMillis();

  /** Whose rows it changes. */
  List<StatisticsSubject> subjects();

  void addTo(Tally tally);

  void writeTo(CodedOutputStream out) throws IOException;

  /** Reads what {@link #writeTo} wrote. */
  static Sample readFrom(CodedInputStream in) throws IOException {
    int kind = in.readRawByte();
    long window = in.readInt64();
    String name = in.readString();
    String within = in.readString();
    return switch (kind) {
      case 'r' -> new Request(window, new Operation(name, within), in.readInt64(), in.readBool());
      case 'c' -> new Call(window, new Edge(name, within), in.readInt64(), in.readBool());
      case 'a' -> new Answer(window, new Edge(name, within), in.readInt64(), in.readSInt64());
      default -> throw new IOException("a sample of kind " + kind);
    };
  }

  /** A request that a service got: it counts for the service and for the operation. */
  record Request(long windowStartMillis, Operation operation, long durationNanos, boolean failed)
      implements Sample {

    static Request of(SpanFacts entry, long windowStartMillis) {
      Operation operation = new Operation(entry.service(), entry.operation());
      return new Request(windowStartMillis, operation, entry.durationNanos(), entry.isError());
    }

    @Override
    public List<StatisticsSubject> subjects() {
      return List.of(new Service(operation.service()), operation);
    }

    @Override
    public void addTo(Tally tally) {
      ((RequestTally) tally).add(durationNanos, failed);
    }

    /** This one, or where its names have no place of their own, one under the common name. */
    Request admittedBy(NameGuard guard) {
      Operation admitted = guard.admitted(operation, windowStartMillis);
      return admitted.equals(operation)
          ? this
          : new Request(windowStartMillis, admitted, durationNanos, failed);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      write(out, 'r', windowStartMillis, operation.service(), operation.operation());
      out.writeInt64NoTag(durationNanos);
      out.writeBoolNoTag(failed);
    }
  }

  /** A call along an edge, as its caller saw it. */
  record Call(long windowStartMillis, Edge edge, long clientNanos, boolean failed)
      implements Sample {

    static Call of(SpanFacts exit, String callee, long windowStartMillis) {
      Edge edge = new Edge(exit.service(), callee);
      return new Call(windowStartMillis, edge, exit.durationNanos(), exit.isError());
    }

    @Override
    public List<StatisticsSubject> subjects() {
      return List.of(edge);
    }

    @Override
    public void addTo(Tally tally) {
      ((CallTally) tally).addCall(clientNanos, failed);
    }

    /** This one, or where its edge has no place of its own, one under the common name. */
    Call admittedBy(NameGuard guard) {
      Edge admitted = guard.admitted(edge, windowStartMillis);
      return admitted.equals(edge)
          ? this
          : new Call(windowStartMillis, admitted, clientNanos, failed);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      write(out, 'c', windowStartMillis, edge.caller(), edge.callee());
      out.writeInt64NoTag(clientNanos);
      out.writeBoolNoTag(failed);
    }
  }

  /** The answer of a call, in the row that counts the call. */
  record Answer(long windowStartMillis, Edge edge, long serverNanos, long gapNanos)
      implements Sample {

    /** The answer of a call that the row of {@code edge} counts. */
    static Answer of(SpanFacts exit, SpanFacts entry, Edge edge, long windowStartMillis) {
      return new Answer(windowStartMillis, edge, entry.durationNanos(), exit.gapTo(entry));
    }

    @Override
    public List<StatisticsSubject> subjects() {
      return List.of(edge);
    }

    @Override
    public void addTo(Tally tally) {
      ((CallTally) tally).addAnswer(serverNanos, gapNanos);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      write(out, 'a', windowStartMillis, edge.caller(), edge.callee());
      out.writeInt64NoTag(serverNanos);
      out.writeSInt64NoTag(gapNanos);
    }
  }

  private static void write(
      CodedOutputStream out, char kind, long windowStartMillis, String name, String within)
      throws IOException {
    out.writeRawByte((byte) kind);
    out.writeInt64NoTag(windowStartMillis);
    out.writeStringNoTag(name);
    out.writeStringNoTag(within);
  }
}
