package io.spanline.stack.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** A pid and the time its process started, which no later process of the same pid has. */
public record ProcessMark(long pid, Instant started) {
  /**
   * Linux counts a start from the boot time, which moves by up to a second when the clock is set,
   * so two readings of one process may differ that much.
   */
  private static final Duration READING_ERROR = Duration.ofSeconds(2);

  public ProcessMark {
    Objects.requireNonNull(started);
  }

  static ProcessMark of(ProcessHandle process) {
    return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  public static ProcessMark ofThisProcess() {
    return of(ProcessHandle.current());
  }

  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
  }

  @JsonIgnore
  public boolean isAlive() {
    return process().isPresent();
  }

  private boolean startedThen(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(instant -> Duration.between(instant, started).abs().compareTo(READING_ERROR) <= 0)
        .orElse(false);
  }
}
