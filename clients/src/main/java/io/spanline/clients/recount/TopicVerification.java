package io.spanline.clients.recount;

import io.spanline.captures.TimeRange;
import io.spanline.captures.manifest.CaptureFolder;
import io.spanline.captures.manifest.Manifest;
import io.spanline.captures.manifest.Selection;
import io.spanline.clients.ClientException;
import io.spanline.clients.CommittedRecords;
import io.spanline.model.Trace;
import io.spanline.settings.Catalogue;
import io.spanline.settings.Port;
import io.spanline.settings.Settings;
import io.spanline.topic.CommittedReader.Extent;
import io.spanline.topic.ServiceStatistics;
import io.spanline.topic.Topics;
import io.spanline.topic.TraceSerde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads again what a capture was taken from, as long as the topics keep it: its traces must be
 * those of {@code traces}, and their requests by service and window the rows of {@code
 * service-statistics}.
 */
public final class TopicVerification {
  // Rows are a tick and a commit behind the traces; where many change, a window more.
  private static final Duration BEHIND = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofMillis(250);
  // A row is dated by its partition's clock, which may be a little behind a service's.
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);
  private static final int NAMED = 20;

  private final List<String> gone = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Manifest manifest;
  private final CapturedTraces captured;
  private final RequestsByWindow requests;
  private final String kafka;
  private final Duration retention;

  private TopicVerification(Path capture, Settings settings) throws IOException {
    this.manifest = CaptureFolder.manifest(capture);
    this.captured = new CapturedTraces(capture, manifest);
    this.requests =
        new RequestsByWindow(manifest.range(), settings.value(Catalogue.STATISTICS_WINDOW));
    this.kafka = settings.address(Port.KAFKA);
    this.retention = settings.value(Catalogue.STATISTICS_RETENTION);
  }

  /**
   * What the topics say of a capture.
   *
   * @param traces of the capture that the topic holds
   * @param spans of those
   * @param windows of the statistics that were recounted
   * @param rows service and window pairs that were recounted
   * @param differing how many differences there are; the first ones are in {@code differences}
   * @param gone what the topics no longer hold, so that it could not be compared
   * @param notes what else was not compared
   */
  public record Found(
      long traces,
      long spans,
      int windows,
      long rows,
      long differing,
      List<String> differences,
      List<String> gone,
      List<String> notes) {
    public Found {
      differences = List.copyOf(differences);
      gone = List.copyOf(gone);
      notes = List.copyOf(notes);
    }

    /** Whether all could be compared, and is equal. */
    public boolean isEqual() {
      return differing == 0 && gone.isEmpty();
    }
  }

  /**
   * Holds a sound capture against the topics of the stack that made it.
   *
   * @throws ClientException if Kafka does not answer, or these settings are not that stack's
   */
  public static Found verify(Path capture, Settings settings) throws IOException {
    return new TopicVerification(capture, settings).run();
  }

  private Found run() {
    Map<TopicPartition, Extent> extents = extents();
    if (!gone.isEmpty()) {
      return nothing();
    }
    WholeTraces.read(kafka, extents, this::add);
    if (captured.isOfOtherRecords()) {
      // A topic that was made anew has the same offsets.
      gone.add(
          "%s no longer holds any of the capture's %d traces"
              .formatted(manifest.source().topic(), manifest.counts().traces()));
      return nothing();
    }
    List<String> differences = new ArrayList<>(captured.differences());
    StatisticsRecount.Result statistics = recounted();
    differences.addAll(statistics.differences());
    note(statistics);
    return new Found(
        captured.traces(),
        captured.spans(),
        statistics.windows(),
        statistics.rows(),
        differences.size(),
        differences.stream().limit(NAMED).toList(),
        gone,
        notes);
  }

  private Found nothing() {
    return new Found(0, 0, 0, 0, 0, List.of(), gone, notes);
  }

  /**
   * From the first offset that the snapshot read to the end of now: what came after the snapshot
   * may have added to windows of its range.
   */
  private Map<TopicPartition, Extent> extents() {
    String topic = manifest.source().topic();
    Map<TopicPartition, Extent> held = CommittedRecords.held(kafka, topic);
    Map<TopicPartition, Extent> extents = new HashMap<>();
    for (Manifest.Offsets read : manifest.source().partitions()) {
      TopicPartition partition = new TopicPartition(topic, read.partition());
      Extent now = held.getOrDefault(partition, new Extent(0, 0));
      if (read.from() < read.to() && (read.from() < now.from() || now.to() < read.to())) {
        gone.add(
            "%s holds offsets %d to %d now, the capture was taken from %d to %d"
                .formatted(partition, now.from(), now.to(), read.from(), read.to()));
      }
      extents.put(partition, new Extent(Math.max(read.from(), now.from()), now.to()));
    }
    return extents;
  }

  /** Adds all records of a trace. */
  private void add(List<ConsumerRecord<String, byte[]>> ofTrace) {
    List<RequestsByWindow.Emitted> emitted = new ArrayList<>();
    List<Trace> read = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : ofTrace) {
      Trace trace = trace(record);
      if (trace != null) {
        emitted.add(new RequestsByWindow.Emitted(trace, Instant.ofEpochMilli(record.timestamp())));
        if (wasRead(record)) {
          read.add(trace);
        }
      }
    }
    requests.add(emitted);
    if (!read.isEmpty()) {
      captured.compare(read.size() == 1 ? read.get(0) : Trace.join(read));
    }
  }

  /** Null if it is no trace: it is none in the capture either. */
  private static @Nullable Trace trace(ConsumerRecord<String, byte[]> record) {
    try {
      return record.value() == null ? null : TraceSerde.read(record.value(), record.headers());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private boolean wasRead(ConsumerRecord<?, ?> record) {
    Manifest.Source source = manifest.source();
    return source.partitions().stream()
            .anyMatch(
                offsets ->
                    offsets.partition() == record.partition() && record.offset() < offsets.to())
        && source.skipped().stream()
            .noneMatch(
                skipped ->
                    skipped.partition() == record.partition()
                        && skipped.offset() == record.offset());
  }

  /** Reads the rows until they agree, or until they should. */
  private StatisticsRecount.Result recounted() {
    TimeRange range = manifest.range();
    Instant earliest = Instant.now().minus(retention).plus(requests.window());
    long deadline = System.nanoTime() + BEHIND.plus(requests.window()).toNanos();
    while (true) {
      StatisticsRecount recount = new StatisticsRecount(requests, earliest);
      Map<TopicPartition, Extent> extents =
          CommittedRecords.since(
              kafka, Topics.SERVICE_STATISTICS.name(), range.from().minus(CLOCK_SKEW));
      CommittedRecords.read(kafka, extents, record -> row(record, range, recount));
      Duration other = recount.otherLength();
      if (other != null) {
        throw ClientException.unusable(
            "streams-baseline has windows of %s, this program of %s; set %s to the same"
                .formatted(other, requests.window(), Catalogue.STATISTICS_WINDOW.name()));
      }
      StatisticsRecount.Result result = recount.result();
      if (result.differences().isEmpty() || System.nanoTime() - deadline > 0) {
        return result;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static void row(
      ConsumerRecord<String, byte[]> record, TimeRange range, StatisticsRecount recount) {
    ServiceStatistics row;
    try {
      row =
          Topics.SERVICE_STATISTICS
              .value()
              .deserializer()
              .deserialize(record.topic(), record.value());
    } catch (UncheckedIOException | SerializationException e) {
      // Not a row of streams-baseline's; what is missing for it will show.
      return;
    }
    if (row != null
        && !row.windowStart().isBefore(range.from())
        && !row.windowEnd().isAfter(range.to())) {
      recount.add(row);
    }
  }

  private void note(StatisticsRecount.Result statistics) {
    notes.add(
        "not compared: names, attributes, events and links, which a capture cleans"
            + (manifest.selection().equals(Selection.ALL)
                ? ""
                : "; nor which of the range's traces its selection takes"));
    if (captured.cut() > 0) {
      notes.add(
          "not compared: the spans of %d traces that were cut to fit into a line"
              .formatted(captured.cut()));
    }
    if (requests.windowsInside() == 0) {
      notes.add(
          "not recounted: no window of %s lies inside the range".formatted(requests.window()));
    }
    if (statistics.expired() > 0) {
      String words =
          "the rows of %d of %d windows have expired: service-statistics keeps them for %s"
              .formatted(statistics.expired(), requests.windowsInside(), retention);
      (statistics.windows() == 0 ? gone : notes).add(words);
    }
  }
}
