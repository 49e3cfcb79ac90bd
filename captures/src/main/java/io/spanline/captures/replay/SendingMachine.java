package io.spanline.captures.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.spanline.captures.Schemas;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine that sent a replay.
 *
 * @param load mean number of tasks that ran or waited in the minute before; null if the system does
 *     not say
 * @param oversleep how much longer than asked a thread slept; null if not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SendingMachine(
    int cpus, String os, @Nullable Double load, @Nullable Oversleep oversleep) {
  public SendingMachine {
    Schemas.require(os, "host.os");
  }

  /** How late a thread wakes up. */
  public record Oversleep(
      @JsonProperty("p50_ms") Duration p50, @JsonProperty("p99_ms") Duration p99) {
    public Oversleep {
      Schemas.require(p50, "host.oversleep.p50_ms");
      Schemas.require(p99, "host.oversleep.p99_ms");
    }
  }

  /**
   * The Java that sent.
   *
   * @param compilers in words, such as {@code C1 and C2}
   * @param gc names of its collectors
   */
  public record Jvm(String version, String compilers, List<String> gc, long maxHeapBytes) {
    public Jvm {
      Schemas.require(version, "jvm.version");
      Schemas.require(compilers, "jvm.compilers");
      Schemas.requireAll(gc, "jvm.gc");
      gc = List.copyOf(gc);
    }
  }
}
