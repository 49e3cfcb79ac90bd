package io.spanline.streams.assembly;

import io.spanline.model.TraceId;
import io.spanline.otlp.Decoded;
import io.spanline.otlp.SpanReader;
import io.spanline.streams.intake.Intake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The assembly of a partition that can be killed: it then goes on from the stores and the offset of
 * its last commit, and what it emitted since is void.
 */
final class CrashingPartition {
  /** What comes to a partition, or that time passes if nothing does. */
  record Event(long wallMillis, long timestampMillis, byte @Nullable [] record) {}

  private record Rows(Map<Bytes, byte[]> open, Map<Bytes, byte[]> closed, byte[] account) {}

  private AssemblyRules rules;
  private final MemoryBounds bounds;
  private final List<Event> events;
  private final List<String> committed = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();
  private final InputLog log = this::read;
  private KeyValueStore<Bytes, byte[]> openRows = Stores.inMemoryKeyValueStore("open").get();
  private KeyValueStore<Bytes, byte[]> closedRows = Stores.inMemoryKeyValueStore("closed").get();
  private KeyValueStore<Integer, byte[]> accountRow = Rules.accountStore();
  private @Nullable Rows rows;
  private PartitionAssembler.Memory memory;
  private PartitionAssembler assembly;
  private int at;
  private int committedAt;
  private long nanos = 1;
  private long readAgain;
  private int firstKept;

  CrashingPartition(AssemblyRules rules, MemoryBounds bounds, List<Event> events) {
    this.rules = rules;
    this.bounds = bounds;
    this.events = events;
    start();
  }

  /** How many events there were up to now. */
  int at() {
    return at;
  }

  boolean isOver() {
    return at == events.size();
  }

  /** Records that restarts read again. */
  long readAgain() {
    return readAgain;
  }

  /** All that was emitted and committed. */
  List<String> emitted() {
    return committed;
  }

  PartitionAssembler.Memory memory() {
    return memory;
  }

  /** The next event comes; true if it is a record. */
  boolean next() {
    Event event = events.get(at);
    byte[] record = event.record();
    if (record == null) {
      nanos += Duration.ofMillis(100).toNanos();
      assembly.idles(event.wallMillis());
    } else {
      long position = Position.of(offset(at));
      long believed = PartitionClock.plausible(event.timestampMillis(), event.wallMillis());
      assembly.receive(decoded(record), position, believed);
      memory.account().trail().believed(position, event.timestampMillis(), believed);
    }
    at++;
    return record != null;
  }

  void commit() {
    assembly.save();
    rows = new Rows(copy(openRows), copy(closedRows), accountRow.get(0));
    committed.addAll(pending);
    pending.clear();
    committedAt = at;
  }

  /** Somebody sets the group's offset to that of an event. */
  void seek(int event) {
    at = event;
  }

  /** The retention takes the records of before one. */
  void keepFrom(int offset) {
    firstKept = offset;
  }

  /** Dies and starts again with other rules. */
  void crash(AssemblyRules rulesFromNowOn) {
    rules = rulesFromNowOn;
    crash();
  }

  /** Dies and starts again. */
  void crash() {
    openRows = Stores.inMemoryKeyValueStore("open").get();
    closedRows = Stores.inMemoryKeyValueStore("closed").get();
    accountRow = Rules.accountStore();
    if (rows != null) {
      rows.open().forEach(openRows::put);
      rows.closed().forEach(closedRows::put);
      accountRow.put(0, rows.account());
    }
    pending.clear();
    at = committedAt;
    start();
  }

  /** All that assembly knows, but for what it forgets at the next look. */
  List<String> known(List<TraceId> ids) {
    List<String> known = new ArrayList<>();
    memory.open().oldest(Integer.MAX_VALUE).forEach(trace -> known.add(told(trace)));
    known.sort(null);
    long clock = assembly.figures().clock().toEpochMilli();
    for (TraceId id : ids) {
      RememberedTrace trace = memory.closed().find(id);
      boolean isPast = trace == null || trace.closedMillis() + rules.horizon().toMillis() <= clock;
      known.add(isPast ? "none" : String.valueOf(trace));
    }
    known.add(memory.account().ledger(memory.open(), clock).toString());
    known.add(memory.open().heapBytes() + " bytes");
    return known;
  }

  private static String told(OpenTrace trace) {
    List<String> spans =
        trace.arrivals().stream()
            .map(span -> span.facts() + "@" + span.arrivalMillis() + "/" + span.timestampMillis())
            .sorted()
            .toList();
    List<String> cut = trace.cutSpans().stream().map(Object::toString).sorted().toList();
    return String.join(
        " ",
        trace.traceId().hex(),
        trace.revision() + "",
        "due " + trace.dueMillis(),
        "first " + trace.firstMillis() + " last " + trace.lastMillis(),
        "stamps " + trace.oldestMillis() + " to " + trace.timestampMillis(),
        spans + "",
        cut + "",
        trace.refused().cut() + "",
        trace.outcome(trace.facts(trace.arrivals())) + "",
        trace.earlier() + "");
  }

  private void start() {
    RememberedTraces closed = new RememberedTraces(closedRows, rules, bounds);
    OpenTraceRows open = new OpenTraceRows(openRows, rules);
    PartitionAccount account = new PartitionAccount(accountRow, 0);
    memory =
        new PartitionAssembler.Memory(open, new OpenTraces(open, rules, bounds), closed, account);
    Rereading.run(memory, log, new TopicPartition("otlp_spans", 0));
    assembly =
        new PartitionAssembler(
            new PartitionClock(account.savedClockMillis(), () -> nanos),
            memory,
            new RecordSize(rules.encoding()),
            (traceId, emitted, timestamp) -> pending.add(told(traceId, emitted, timestamp)));
  }

  private boolean read(TopicPartition partition, long from, long to, InputLog.Reader reader) {
    List<Event> records = events.stream().filter(event -> event.record() != null).toList();
    for (int offset = Math.max(firstKept, (int) from); offset < to; offset++) {
      Event event = records.get(offset);
      readAgain++;
      reader.take(offset, event.timestampMillis(), event.record());
    }
    return firstKept <= from;
  }

  private long offset(int event) {
    return events.subList(0, event).stream().filter(one -> one.record() != null).count();
  }

  /** Without the clock: after a restart it needs a second to see that it is quiet. */
  private static String told(
      TraceId traceId, AssemblyOutput.Emitted emitted, long timestampMillis) {
    String trace =
        Stream.ofNullable(emitted.trace())
            .map(
                one ->
                    one.revision()
                        + " "
                        + one.outcome()
                        + one.spans().stream()
                            .map(span -> span.facts() + " " + span.fragment().hashCode())
                            .sorted()
                            .collect(Collectors.joining()))
            .collect(Collectors.joining());
    Contribution said = emitted.contribution();
    return String.join(
        " ",
        traceId.hex(),
        timestampMillis + "",
        trace,
        said.requests().stream().map(Object::toString).sorted().toList() + "",
        said.calls().stream().map(call -> withoutClock(call + "")).sorted().toList() + "",
        said.ended().stream().map(ended -> withoutClock(ended + "")).sorted().toList() + "");
  }

  private static String withoutClock(String said) {
    return said.replaceAll("clockMillis=\\d+", "");
  }

  private static Intake decoded(byte[] record) {
    Decoded decoded = new SpanReader().read(record);
    return decoded instanceof Decoded.Spans read
        ? new Intake.DecodedRecord(read.spans(), read.rejected().size(), false, read.repaired())
        : new Intake.Undecodable(null);
  }

  private static Map<Bytes, byte[]> copy(KeyValueStore<Bytes, byte[]> store) {
    Map<Bytes, byte[]> copy = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(row -> copy.put(row.key, row.value.clone()));
    }
    return copy;
  }
}
