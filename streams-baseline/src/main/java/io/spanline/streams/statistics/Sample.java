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
import io.spanline.statistics.Tally;
import io.spanline.streams.assembly.Contribution;
import io.spanline.streams.assembly.Contribution.CallUpdate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What one span or call adds to a row. */
sealed interface Sample {
  /** Adds nothing: it says that a row has changed which is stored whole. */
  Sample NOTHING = new Nothing();

  void addTo(Tally tally);

  void writeTo(CodedOutputStream out) throws IOException;

  /** Reads what {@link #writeTo} wrote. */
  static Sample readFrom(CodedInputStream in) throws IOException {
    int kind = in.readRawByte();
    return switch (kind) {
      case 'p' -> new Request(Request.ONE, in.readSInt64());
      case 'q' -> new Request(requests(in), nanos(in));
      case 'o' -> new Older(requests(in));
      case 'c' ->
          new Call(Call.ONE, new CallTimes(in.readSInt64(), in.readSInt64(), in.readSInt64()));
      case 'e' -> new Call(calls(in), new CallTimes(nanos(in), nanos(in), nanos(in)));
      case 'n' -> NOTHING;
      default -> throw new IOException("a sample of kind " + kind);
    };
  }

  /**
   * A request that a service got, or what is learnt of one later: it counts for the operation and
   * for the service.
   *
   * @param nanos how long it took; null if that is not known
   */
  record Request(RequestCounts counts, @Nullable Long nanos) implements Sample {

    // Of most requests: one object for all of them, and a kind of its own in the log.
    private static final RequestCounts ONE = new RequestCounts(1, 0, 0);

    static Request of(SpanFacts entry) {
      boolean isPlain = !entry.isError() && !entry.isSampled();
      return new Request(
          isPlain ? ONE : new RequestCounts(1, errors(entry), entry.isSampled() ? 1 : 0),
          took(entry));
    }

    /** What a span adds that was counted without an end. */
    static Request ended(SpanFacts entry) {
      return new Request(new RequestCounts(0, errors(entry), 0), took(entry));
    }

    @Override
    public void addTo(Tally tally) {
      ((RequestTally) tally).add(counts, nanos);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      if (counts.equals(ONE) && nanos != null) {
        out.writeRawByte((byte) 'p');
        out.writeSInt64NoTag(nanos);
        return;
      }
      out.writeRawByte((byte) 'q');
      write(out, counts);
      write(out, nanos);
    }
  }

  /** A request that has no window any more: it counts for the service alone. */
  record Older(RequestCounts counts) implements Sample {

    static Older of(SpanFacts entry) {
      return new Older(new RequestCounts(1, errors(entry), 0));
    }

    @Override
    public void addTo(Tally tally) {
      ((RequestTally) tally).addOlder(counts);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      out.writeRawByte((byte) 'o');
      write(out, counts);
    }
  }

  /** A call along an edge, or what is learnt of one later: its answer, its end. */
  record Call(CallCounts counts, CallTimes times) implements Sample {

    // Of most calls: one object for all of them, and a kind of its own in the log.
    private static final CallCounts ONE = new CallCounts(1, 0, 0);

    /** A call that was not counted before, with its answer if there is one. */
    static Call of(CallUpdate update) {
      boolean awaits = update.seen().kind() == SpanKind.CLIENT && update.answer() == null;
      boolean isPlain = !awaits && !update.seen().isError();
      return new Call(
          isPlain ? ONE : new CallCounts(1, errors(update.seen()), awaits ? 1 : 0),
          answered(update.clientNanos(), update));
    }

    /** The answer of a call that the row counts. */
    static Call lateAnswer(CallUpdate update) {
      return new Call(new CallCounts(0, 0, -1), answered(null, update));
    }

    /** What a call adds that was counted without an end. */
    static Call ended(SpanFacts exit) {
      return new Call(new CallCounts(0, errors(exit), 0), new CallTimes(took(exit), null, null));
    }

    /** What the end of an answer adds that was counted without one. */
    static Call endedAnswer(Contribution.EndedAnswer ended) {
      return new Call(
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
    public void addTo(Tally tally) {
      ((CallTally) tally).add(counts, times);
    }

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      Long client = times.clientNanos();
      Long server = times.serverNanos();
      Long gap = times.gapNanos();
      if (counts.equals(ONE) && client != null && server != null && gap != null) {
        out.writeRawByte((byte) 'c');
        out.writeSInt64NoTag(client);
        out.writeSInt64NoTag(server);
        out.writeSInt64NoTag(gap);
        return;
      }
      out.writeRawByte((byte) 'e');
      out.writeSInt64NoTag(counts.calls());
      out.writeSInt64NoTag(counts.errors());
      out.writeSInt64NoTag(counts.unanswered());
      write(out, client);
      write(out, server);
      write(out, gap);
    }
  }

  /** See {@link #NOTHING}. */
  record Nothing() implements Sample {
    @Override
    public void addTo(Tally tally) {}

    @Override
    public void writeTo(CodedOutputStream out) throws IOException {
      out.writeRawByte((byte) 'n');
    }
  }

  private static int errors(SpanFacts span) {
    return span.isError() ? 1 : 0;
  }

  private static @Nullable Long took(SpanFacts span) {
    return span.isTimed() ? span.durationNanos() : null;
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
