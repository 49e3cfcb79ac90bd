package io.spanline.streams.statistics;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKind;
import io.spanline.statistics.CallCounts;
import io.spanline.statistics.CallTally;
import io.spanline.statistics.CallTimes;
import io.spanline.statistics.RequestCounts;
import io.spanline.statistics.RequestTally;
import io.spanline.statistics.StatisticsSubject;
import io.spanline.statistics.StatisticsSubject.Edge;
import io.spanline.statistics.StatisticsSubject.Operation;
import io.spanline.statistics.StatisticsSubject.Service;
import io.spanline.statistics.Tally;
import io.spanline.streams.assembly.Contribution;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that the statistics count, and the window that it is counted in. */
sealed interface Sample {

  long windowStartMillis();

  /** Whose rows it changes. */
  List<StatisticsSubject> subjects();

  void addTo(Tally tally);

  /** This one, or if its names have no place of their own, one under the common name. */
  Sample admittedBy(NameGuard guard);

  void writeTo(CodedOutputStream out) throws IOException;

  /** Reads what {@link #writeTo} wrote. */
  static Sample readFrom(CodedInputStream in) throws IOException {
    int kind = in.readRawByte();
    long window = in.readInt64();
    String name = in.readString();
    String within = in.readString();
    return switch (kind) {
      case 'q' -> new Request(window, new Operation(name, within), requests(in), nanos(in));
      case 'o' -> new Older(window, new Service(name), requests(in));
      case 'e' -> new Call(window, new Edge(name, within), calls(in), times(in));
      default -> throw new IOException("a sample of kind " + kind);
    };
  }

  /**
   * A request that a service got, or what is learnt of one later: it counts for the service and for
   * the operation.
   *
   * @param nanos how long it took; null if that is not known
   */
  record Request(
      long windowStartMillis, Operation operation, RequestCounts counts, @Nullable Long nanos)
      implements Sample {

    static Request of(SpanFacts entry, long windowStartMillis) {
      RequestCounts one = new RequestCounts(1, errors(entry), entry.isSampled() ? 1 : 0);
      return new Request(windowStartMillis, operationOf(entry), one, took(entry));
    }

    /** What a span adds that was counted without an end. */
    static Request ended(SpanFacts entry, long windowStartMillis) {
      RequestCounts none = new RequestCounts(0, errors(entry), 0);
      return new Request(windowStartMillis, operationOf(entry), none, took(entry));
    }

    @Override
    public List<StatisticsSubject> subjects() {
      return List.of(new Service(operation.service()), operation);
    }

    @Override
    public void addTo(Tally tally) {
      ((RequestTally) tally).add(counts, nanos);
    }

    @Override
    public Request admittedBy(NameGuard guard) {
      Operation admitted = guard.admitted(operation, windowStartMillis);
      return admitted.equals(operation)
          ? this
          : new Request(windowStartMillis, admitted, counts, nanos);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      write(out, 'q', windowStartMillis, operation.service(), operation.operation());
      write(out, counts);
      write(out, nanos);
    }
  }

  /** A request that has no window any more: it counts for the service alone. */
  record Older(long windowStartMillis, Service service, RequestCounts counts) implements Sample {

    static Older of(SpanFacts entry, long windowStartMillis) {
      RequestCounts one = new RequestCounts(1, errors(entry), 0);
      return new Older(windowStartMillis, new Service(entry.service()), one);
    }

    @Override
    public List<StatisticsSubject> subjects() {
      return List.of(service);
    }

    @Override
    public void addTo(Tally tally) {
      ((RequestTally) tally).addOlder(counts);
    }

    @Override
    public Older admittedBy(NameGuard guard) {
      Service admitted = guard.admitted(service, windowStartMillis);
      return admitted.equals(service) ? this : new Older(windowStartMillis, admitted, counts);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      write(out, 'o', windowStartMillis, service.service(), "");
      write(out, counts);
    }
  }

  /** A call along an edge, or what is learnt of one later: its answer, its end. */
  record Call(long windowStartMillis, Edge edge, CallCounts counts, CallTimes times)
      implements Sample {

    /** A call that was not counted before, with its answer if there is one. */
    static Call of(CallUpdate update, long windowStartMillis) {
      Edge edge = new Edge(update.caller(), update.callee());
      boolean awaits = update.seen().kind() == SpanKind.CLIENT && update.answer() == null;
      CallCounts one = new CallCounts(1, errors(update.seen()), awaits ? 1 : 0);
      return new Call(windowStartMillis, edge, one, answered(update.clientNanos(), update));
    }

    /** The answer of a call that the row of {@code edge} counts. */
    static Call lateAnswer(CallUpdate update, Edge edge, long windowStartMillis) {
      return new Call(windowStartMillis, edge, new CallCounts(0, 0, -1), answered(null, update));
    }

    /** What a call adds that was counted without an end. */
    static Call ended(SpanFacts exit, String callee, long windowStartMillis) {
      return new Call(
          windowStartMillis,
          new Edge(exit.service(), callee),
          new CallCounts(0, errors(exit), 0),
          new CallTimes(took(exit), null, null));
    }

    /** What the end of an answer adds that was counted without one. */
    static Call endedAnswer(Contribution.EndedAnswer ended, long windowStartMillis) {
      return new Call(
          windowStartMillis,
          new Edge(ended.caller(), ended.callee()),
          new CallCounts(0, ended.errors(), 0),
          new CallTimes(null, ended.answer().serverNanos(), ended.answer().gapNanos()));
    }

    private static CallTimes answered(@Nullable Long clientNanos, CallUpdate update) {
      Contribution.Answer answer = update.answer();
      return answer == null
          ? new CallTimes(clientNanos, null, null)
          : new CallTimes(clientNanos, answer.serverNanos(), answer.gapNanos());
    }

    @Override
    public List<StatisticsSubject> subjects() {
      return List.of(edge);
    }

    @Override
    public void addTo(Tally tally) {
      ((CallTally) tally).add(counts, times);
    }

    @Override
    public Call admittedBy(NameGuard guard) {
      Edge admitted = guard.admitted(edge, windowStartMillis);
      return admitted.equals(edge) ? this : new Call(windowStartMillis, admitted, counts, times);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      write(out, 'e', windowStartMillis, edge.caller(), edge.callee());
      out.writeSInt64NoTag(counts.calls());
      out.writeSInt64NoTag(counts.errors());
      out.writeSInt64NoTag(counts.unanswered());
      write(out, times.clientNanos());
      write(out, times.serverNanos());
      write(out, times.gapNanos());
    }
  }

  private static Operation operationOf(SpanFacts entry) {
    return new Operation(entry.service(), entry.operation());
  }

  private static int errors(SpanFacts span) {
    return span.isError() ? 1 : 0;
  }

  private static @Nullable Long took(SpanFacts span) {
    return span.isTimed() ? span.durationNanos() : null;
  }

  private static void write(
      CodedOutputStream out, char kind, long windowStartMillis, String name, String within)
      throws IOException {
    out.writeRawByte((byte) kind);
    out.writeInt64NoTag(windowStartMillis);
    out.writeStringNoTag(name);
    out.writeStringNoTag(within);
  }

  private static void write(CodedOutputStream out, RequestCounts counts) throws IOException {
    out.writeInt64NoTag(counts.requests());
    out.writeInt64NoTag(counts.errors());
    out.writeInt64NoTag(counts.sampled());
  }

  private static RequestCounts requests(CodedInputStream in) throws IOException {
    return new RequestCounts(in.readInt64(), in.readInt64(), in.readInt64());
  }

  private static CallCounts calls(CodedInputStream in) throws IOException {
    return new CallCounts(in.readSInt64(), in.readSInt64(), in.readSInt64());
  }

  private static CallTimes times(CodedInputStream in) throws IOException {
    return new CallTimes(nanos(in), nanos(in), nanos(in));
  }

  private static void write(CodedOutputStream out, @Nullable Long nanos) throws IOException {
    out.writeBoolNoTag(nanos != null);
    if (nanos != null) {
      out.writeSInt64NoTag(nanos);
    }
  }

  private static @Nullable Long nanos(CodedInputStream in) throws IOException {
    return in.readBool() ? in.readSInt64() : null;
  }
}
