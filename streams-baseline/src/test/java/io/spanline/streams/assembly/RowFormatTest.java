package io.spanline.streams.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spanline.model.CutPlace;
import io.spanline.model.Outcome;
import io.spanline.model.Remoteness;
import io.spanline.model.Span;
import io.spanline.model.SpanFacts;
import io.spanline.model.SpanKind;
import io.spanline.model.SpanLink;
import io.spanline.model.Spans;
import io.spanline.streams.assembly.Contribution.Counted;
import io.spanline.streams.intake.Intake;
import io.spanline.streams.store.RowFormat;
import io.spanline.streams.store.UnknownRowFormatException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** Rows of another version are refused, and a change of the format does not go unseen. */
class RowFormatTest {
  private static final AssemblyRules RULES = Rules.mostSpans(10);
  private static final Span SPAN = Spans.entry("service-a").span();

  private static final Refused REFUSED = new Refused(new Outcome.Cut(3, 1), 1_000, 500);

  private final KeyValueStore<Bytes, byte[]> openRows = Stores.inMemoryKeyValueStore("open").get();
  private final KeyValueStore<Bytes, byte[]> closedRows =
      Stores.inMemoryKeyValueStore("closed").get();

  /** They began with a time, of which the first byte is 0. */
  @Test
  void refusesRowsOfBeforeRowsHadAFormat() {
    byte[] old = ByteBuffer.allocate(80).putLong(1_763_871_600_123L).array();
    KeyValueStore<Integer, byte[]> account = Rules.accountStore();
    account.put(0, old);
    assertThatThrownBy(() -> new PartitionAccount(account, 0))
        .isInstanceOf(UnknownRowFormatException.class)
        .hasMessageContaining("partition-ledger");

    openRows.put(OpenRows.spanKey(SPAN.traceId(), SPAN.key()), old);
    assertThatThrownBy(this::open)
        .isInstanceOf(UnknownRowFormatException.class)
        .hasMessageContaining("open-traces");

    closedRows.put(OpenRows.traceKey(SPAN.traceId()), old);
    assertThatThrownBy(this::closed)
        .isInstanceOf(UnknownRowFormatException.class)
        .hasMessageContaining("closed-traces");
  }

  @Test
  void readsItsAccountAgain() {
    KeyValueStore<Integer, byte[]> rows = Rules.accountStore();
    PartitionAccount account = new PartitionAccount(rows, 0);
    account.recordDecoded(new Intake.DecodedRecord(List.of(SPAN), 0, false, 1));
    account.trail().reached(Position.of(9));
    account.trail().idled(1_500);
    account.trail().believed(Position.of(9), 9_000, 2_500);
    account.trail().save(Position.of(7), 1_000, 30_000);

    account.save(3_000);

    PartitionAccount read = new PartitionAccount(rows, 0);
    assertThat(read.ledger(open(), 6)).isEqualTo(account.ledger(open(), 6));
    assertThat(read.savedClockMillis()).isEqualTo(3_000);
    assertThat(read.trail().next()).isEqualTo(Position.of(9));
    assertThat(read.trail().from()).isEqualTo(Position.of(7));
    InputTrail.Clock clock = read.trail().new Clock();
    assertThat(clock.record(Position.of(8), 1_200)).isEqualTo(1_200);
    assertThat(clock.now()).isEqualTo(1_200);
    assertThat(clock.record(Position.of(9), 9_000)).isEqualTo(2_500);
    assertThat(clock.now()).isEqualTo(2_500);
  }

  /** Of open traces, too, before they had a format but had kinds: 0 to 2. */
  @Test
  void refusesRowsThatBeginWithTheirKind() {
    for (OpenRows.Kind kind : OpenRows.Kind.values()) {
      byte[] old = {(byte) kind.ordinal(), 0, 0, 0};
      openRows.put(OpenRows.traceKey(SPAN.traceId()), old);
      assertThatThrownBy(this::open).isInstanceOf(UnknownRowFormatException.class);
    }
  }

  /** Who changes what follows changes {@link RowFormat#CURRENT}. */
  @Test
  void writesWhatItAlwaysWrote() {
    SpanLink link =
        new SpanLink(
            5,
            4,
            SpanKind.CONSUMER,
            Remoteness.REMOTE,
            SpanLink.Ending.UNFINISHED,
            SpanLink.Step.TAKE);
    SpanFacts facts = new SpanFacts(link, "a", "b", null, 7, 0, true, 8, false);
    RememberedTrace trace =
        new RememberedTrace(
            2,
            1_000,
            1,
            new Outcome.Cut(3, 1),
            500,
            CutPlace.of(link, 9),
            List.of(Revisions.remembered(facts)),
            List.of(new CallEnd(facts, new Counted(5, 6))));

    assertThat(HexFormat.of().formatHex(trace.toBytes()))
        .isEqualTo(
            ("15 00000000000003e8 00000002 00000001 00000003 00000001 00000000000001f4"
                    + " 02 00000009 0000000000000005 05"
                    + " 00000001 00000001 0000000000000005 0000000000000004 5d 0001 0001 01 61"
                    + " 5d 01 0000000000000005 0000000000000004 0000000000000007 0d 00000008"
                    + " 00 01 61 01 01 62 0a 0c")
                .replace(" ", ""));
    OpenTrace refusing = open().open(SPAN.traceId(), null);
    refusing.refused(REFUSED);
    assertThat(HexFormat.of().formatHex(OpenRows.trace(refusing)))
        .isEqualTo(
            "1502 00000000000003e8 00000000000001f4 00000000000003e8 00000000000001f4 00000003 00000001"
                .replace(" ", ""));
  }

  private OpenTraces open() {
    return new OpenTraces(new OpenTraceRows(openRows, RULES), RULES, Rules.NO_BOUNDS);
  }

  private RememberedTraces closed() {
    return new RememberedTraces(closedRows, RULES, Rules.NO_BOUNDS);
  }
}
