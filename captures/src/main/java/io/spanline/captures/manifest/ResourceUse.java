package io.spanline.captures.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.spanline.captures.Decimals;
import io.spanline.captures.Schemas;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a service's processes took of the machine in a capture's range, by the agent's metrics
 * {@code jvm.cpu.time} and {@code jvm.memory.used} of type heap.
 *
 * @param samples points in time that were measured; heap figures are of these, CPU of the time
 *     between the first and the last
 * @param cpuSeconds CPU time taken between the first and the last sample
 * @param cpuCores mean cores busy in that time
 * @param reason why a figure is missing; null if none is
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ResourceUse(
    long samples,
    @Nullable BigDecimal cpuSeconds,
    @Nullable BigDecimal cpuCores,
    @Nullable Long heapMeanBytes,
    @Nullable Long heapMaxBytes,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {

  public ResourceUse {
    Schemas.requireCount(samples, "samples");
    Schemas.requireCount(heapMeanBytes, "heap_mean_bytes");
    Schemas.requireCount(heapMaxBytes, "heap_max_bytes");
    // One text for one number, whoever writes it: 2.38, not 2.380.
    cpuSeconds = number(cpuSeconds, "cpu_seconds");
    cpuCores = number(cpuCores, "cpu_cores");
  }

  private static @Nullable BigDecimal number(@Nullable BigDecimal figure, String field) {
    return figure == null ? null : Decimals.plain(Decimals.sensible(figure, field));
  }
}
