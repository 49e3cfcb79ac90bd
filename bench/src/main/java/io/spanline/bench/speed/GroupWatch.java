package io.spanline.bench.speed;

import io.spanline.harness.process.CpuTime;
import io.spanline.harness.process.OwnProcess;
import io.spanline.harness.process.Waiting;
import io.spanline.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Watches how far processes have come, by the offsets that their group commits. */
final class GroupWatch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(50);

  /** A slow one may take so long from one commit to the next. */
  private static final Duration STANDSTILL = Duration.ofSeconds(60);

  private final Admin admin;
  private final String group;
  private final List<OwnProcess> processes;
  private final List<Commit> commits = new ArrayList<>();

  GroupWatch(String bootstrap, String group, List<? extends OwnProcess> processes) {
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    this.group = group;
    this.processes = List.copyOf(processes);
  }

  /** When so many records were committed, and what the processes had used by then. */
  private record Commit(long records, long nanos, CpuTime cpu) {}

  /**
   * Watches until all records are committed.
   *
   * @return the warm half, from one commit to another: the last one may have waited for its time
   *     with nothing left to do, so it does not count if there is an earlier one
   */
  Drain untilAll(long records, double spansARecord) throws IOException {
    while (commits.isEmpty() || last().records() < records) {
      look();
      Waiting.pause(LOOK);
    }
    Commit begin = first(records / 2);
    Commit beforeEnd = commits.get(Math.max(0, commits.size() - 2));
    Commit end = beforeEnd.records() > begin.records() ? beforeEnd : last();
    return new Drain(
        Math.round((end.records() - begin.records()) * spansARecord),
        (end.nanos() - begin.nanos()) / 1e9,
        end.cpu().since(begin.cpu()),
        residentBytes());
  }

  /** What the group has committed of the topic, in records. */
  long committed() {
    try {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(each -> each.getKey().topic().equals(Topics.OTLP_SPANS.name()))
          .filter(each -> each.getValue() != null)
          .mapToLong(each -> each.getValue().offset())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void look() throws IOException {
    long records = committed();
    Commit now =
        new Commit(
            records,
            System.nanoTime(),
            processes.stream().map(OwnProcess::cpuTime).reduce(CpuTime.NONE, CpuTime::and));
    if (commits.isEmpty() || records > last().records()) {
      commits.add(now);
    } else if (hasEnded() || now.nanos() - last().nanos() > STANDSTILL.toNanos()) {
      throw new IOException(
          "%s after %d records".formatted(hasEnded() ? "ended" : "stood still", last().records()));
    }
  }

  private boolean hasEnded() {
    return !processes.stream().allMatch(OwnProcess::isAlive);
  }

  private long residentBytes() throws IOException {
    long bytes = 0;
    for (OwnProcess process : processes) {
      bytes += process.mostResidentBytes();
    }
    return bytes;
  }

  private Commit last() {
    return commits.get(commits.size() - 1);
  }

  private Commit first(long records) {
    return commits.stream().filter(each -> each.records() >= records).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    admin.close();
  }
}
